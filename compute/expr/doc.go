// Package expr compiles formulas of real variables, as a person types them, to
// code that evaluates them over whole lattices.
//
// # Language
//
// From loosest to tightest:
//
//	or                        1 if either side is not 0, else 0
//	and
//	not
//	< <= > >= == !=           1 or 0; chained as in mathematics: 0 < x < 1
//	+ -
//	* / and products without a sign: 2x, 3sin(x), (x+1)(y-1), x y
//	- +                       signs: -x^2 is -(x^2), 2*-x and 2^-x are allowed
//	^                         to the right: 2^3^2 is 512
//
// Primary terms are numbers (1, .5, 1e-3), names, parentheses, |a| for abs(a),
// √a for sqrt(a), where a is a primary term, and function calls. Of the signs
// typeset formulas use, − · × ÷ ² ³ ⁻¹ ≤ ≥ ≠ π and the Greek letters are
// understood, the letters as names: α is alpha.
//
// A product without a sign binds as * does, so x^2y is (x^2)*y. Three forms that
// people read in two ways are refused, with advice: one after a division (1/2x),
// functions without parentheses (sin x, sin^2(x)), and variables run together
// (xy). A number never stands right after another factor (x 2).
//
// # Names
//
// Names are case-sensitive. The variables are those of the call, x and y unless
// it says otherwise. If x and y are variables, r and theta are the polar
// coordinates hypot(x, y) and atan2(y, x); if r and theta are, x and y are
// r*cos(theta) and r*sin(theta). The numbers are pi and e. A coordinate x, y or z
// that is none of these is refused. All other names are parameters. A name before
// a parenthesis must be a function, or a number or variable that multiplies it.
//
// # Values
//
// Values are float64, with NaN for what is not a real number (sqrt(-1),
// log(-1), (-8)^(1/3), gamma(-1)) and infinities (1/0). Comparisons with NaN are
// 0, but for !=, which is 1. In a condition of if, and, or, not, NaN gives NaN.
// 0^0 is 1, mod has the sign of the divisor, round takes halves away from zero,
// sign(0) is 0, min and max of NaN are NaN. Both branches of an if are computed.
//
// Each operation rounds once, as written: nothing is reassociated, and division
// stays division unless the divisor is a power of two. An integer power up to the
// 32nd is multiplied out by repeated squaring, with a relative error below
// |n|/2 units in the last place; its reciprocal is taken for negative ones. So
// x^-2 is 0 where x^2 overflows. Sin, cos, exp, log, log2 and log10 are this
// package's own, with errors below one unit in the last place, but for the sine
// and cosine of arguments beyond 6000 next to zeros; hypot has a relative error
// below 2^-52; other functions are package math's. No result depends on how
// values are grouped into blocks: At agrees with GridTo to the bit.
package expr
