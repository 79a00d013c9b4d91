// Functions to go down (Deep Learning from Scratch, 4.4 and 6.1).
//
// Click "∇ compute gradient here" above a function, take the point of its
// comment, and start "Descend from here" in the panel. Rates and steps are
// sliders.

// A parabola. A rate of 0.1 walks down; 0.9 takes as many steps, from side to
// side; 1 comes back for ever; 1.1 is thrown out.
/** @at -1 */
export const parabola = (x: number): number => x ** 2;

// Two valleys: where a descent ends depends on where it begins. From the right of
// the hill it stays in the valley that is not as deep. Drag the point across.
/** @at 0.2 */
export const twoValleys = (x: number): number => x ** 4 / 4 - x ** 2 + 0.2 * x;

// The long valley of the book: steep along y, nearly flat along x. In 30 steps
// SGD at 0.95 goes to and fro across it; compare Momentum at 0.1, AdaGrad at 1.5
// and Adam at 0.3.
/** @at -7, 2 */
export const valley = (x: number, y: number): number => x ** 2 / 20 + y ** 2;

// A bent valley (H. H. Rosenbrock), lowest at 1, 1. It is no sum of a function of
// x and one of y: from one y to another, arrows at the same x change sides. SGD
// is thrown out at 0.005 and slow at 0.001; try 300 steps of Adam at 0.2.
/** @at -1, 1.5 */
export const rosenbrock = (x: number, y: number): number => (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;

// A saddle: at 0, 0 the gradient is 0, too, but there is a way down to either
// side. A descent from here comes close to it first, and lingers.
/** @at 1, 0.001 */
export const saddle = (x: number, y: number): number => x ** 2 - y ** 2 + y ** 4 / 4;
