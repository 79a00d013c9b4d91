/**
 * CRC-32C (Castagnoli): reflected polynomial 0x82F63B78, initial value and final exclusive or all ones.
 *
 * Written here because the packages that have this checksum bring a native binary; the pure ones know only CRC-32.
 */
export function crc32c(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let crc = 0xffffffff;
  for (let i = from; i < to; i++) crc = TABLE[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** As TFRecord files hold it: a checksum of data that hold checksums would be weak. */
export function maskedCrc32c(bytes: Uint8Array, from?: number, to?: number): number {
  const crc = crc32c(bytes, from, to);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** What each byte does to the remainder. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0x82f63b78 : 0);
  return remainder;
});
