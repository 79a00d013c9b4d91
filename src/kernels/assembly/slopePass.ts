// What a numerical gradient works on, as it stands in memory.
import { LayerWord, OUTPUT_BYTES, PassWord, POWERS, SAMPLES_AT_ONCE } from '../slopeConstants';

/** A word of a pass or of a layer: a size or a place. */
// @ts-ignore: decorator
@inline
export function wordOf(words: usize, index: i32): i32 {
  return load<i32>(words + <usize>index * 4);
}

/** The words of a layer, counted from 0. */
// @ts-ignore: decorator
@inline
export function layerOf(pass: usize, index: i32): usize {
  return pass + <usize>(PassWord.count + index * LayerWord.count) * 4;
}

/** So many samples there is room for, for each input. */
export let roomRows: usize = 0;

// The room of this thread.

/** State and moves of the unit that is moved, two numbers for each sample. */
export let unitStates: usize = 0;
export let unitMoves: usize = 0;
/** Factors of Δ, Δ², …, `POWERS` for each sample. */
export let factors: usize = 0;
/** For each output two numbers that it changes by, and one by how much when the unit moves by 1. */
export let outputChanges: usize = 0;
export let direction: usize = 0;
/** Of the units of a layer that move: two numbers each; two for each unit above by which its sum changes; the indices. */
export let layerMoves: usize = 0;
export let layerChanges: usize = 0;
export let movedUnits: usize = 0;

/** Finds the room of a thread. */
export function findRoom(pass: usize, thread: i32): void {
  roomRows = <usize>wordOf(pass, PassWord.rows);
  const widest = <usize>wordOf(pass, PassWord.widest);
  const outputs = <usize>wordOf(pass, PassWord.outputCount);
  unitStates = <usize>wordOf(pass, PassWord.scratch) + <usize>thread * <usize>wordOf(pass, PassWord.scratchBytes);
  unitMoves = unitStates + SAMPLES_AT_ONCE * 16;
  factors = unitMoves + SAMPLES_AT_ONCE * 16;
  outputChanges = factors + SAMPLES_AT_ONCE * POWERS * 8;
  direction = outputChanges + outputs * 16;
  layerMoves = outputChanges + outputs * OUTPUT_BYTES;
  layerChanges = layerMoves + widest * 16;
  movedUnits = layerChanges + widest * 16;
}
