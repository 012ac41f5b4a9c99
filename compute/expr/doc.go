// Package expr compiles formulas of real variables, as a person types them, to
// code that evaluates them over whole lattices.
//
// # Language
//
// From loosest to tightest:
//
//	c ? a : b                 also: a if c else b
//	or, ||, ∨                 1 if either side is not 0, else 0
//	and, &&, &, ∧
//	not, ¬
//	< <= > >= == !=           1 or 0; chained as in mathematics: 0 < x < 1
//	+ -
//	* / mod %                 and products without a sign: 2x, 3sin(x), (x+1)(y-1), x y
//	- +                       signs: -x^2 is -(x^2), 2*-x and 2^-x are allowed
//	^ **                      to the right: 2^3^2 is 512; also x², xⁿ
//	! °                       after an operand: 4! is 24, 30° is 30*pi/180
//
// Primary terms are numbers (1, .5, 1e-3, ½, 2½), names, parentheses or square
// brackets, |a| for abs(a), ⌊a⌋ and ⌈a⌉, √a, ∛a, ∜a, where a is a primary term,
// function calls, cases, {x < 0: a, x < 1: b, c}, and !a or ~a for not. Full-width and
// typographic characters mean what their ASCII forms do, and .* ./ .^ what they do
// without the point. Greek letters are names: α is alpha, Ω is Omega. Indices are, too:
// x₁ is x_1.
//
// A power may stand after a function's name: sin^2(x), sin²(x); sin^-1(x) is asin(x).
// A left side is only a name: z = x^2, f(x, y) = x*y, and so are the heads of
// functions in programs: lambda x, y: and (x, y) ->. Arguments that are names of their
// own stand for the variables, in order.
//
// A product without a sign binds as * does, so x^2y is (x^2)*y. Forms that people read
// in two ways are refused, with what may have been meant: such a product after a
// division (1/2x), functions without parentheses (sin x), known names run together (xy,
// sinx), equations. A number never stands right after another factor (x 2), nor does a
// factor in the next line.
//
// # Names
//
// The variables are those of the call, x and y unless it says otherwise. If x and y
// are variables, r and theta are the polar coordinates hypot(x, y) and atan2(y, x); if
// r and theta are, x and y are r*cos(theta) and r*sin(theta). A coordinate x, y or z
// that is none of these is refused. Where a formula has no variable of one letter but
// capitals of some, as X^2 + Y^2, these are meant.
//
// The numbers are pi, e, tau, phi, inf and nan; true and false are 1 and 0. They and
// functions may be written in any capitals, with what they belong to in programs
// (np.sin, Math.PI), and by other names in use (arcsin). All other names are
// parameters, and case-sensitive; so are tau_ and the like. A name before a parenthesis
// must be a function, or a number or variable that multiplies it.
//
// What was read in one way, though another may be meant, is told by Expr.Remarks.
//
// # Values
//
// Values are float64, with NaN for what is not a real number (sqrt(-1),
// log(-1), (-8)^(1/3), gamma(-1)) and infinities (1/0). root(x, n) and cbrt have the
// real roots of negative numbers. Comparisons with NaN are
// 0, but for !=, which is 1. In a condition of if, and, or, not, NaN gives NaN.
// 0^0 is 1, mod has the sign of the divisor, round takes halves away from zero,
// sign(0) is 0, heaviside(0) is 0.5, sinc(x) is sin(x)/x, acot(x) is atan(1/x), min and
// max of NaN are NaN. Both branches of an if are computed.
//
// Each operation rounds once, as written: nothing is reassociated, and division
// stays division unless the divisor is a power of two. An integer power up to the
// 32nd is multiplied out by repeated squaring, with a relative error below
// |n|/2 units in the last place; its reciprocal is taken for negative ones. So
// x^-2 is 0 where x^2 overflows. Sin, cos, asin, acos, exp, log, log2 and log10 are
// this package's own, with errors below one unit in the last place, but for the sine
// and cosine of arguments beyond 6000 next to zeros; hypot has a relative error
// below 2^-52; factorials are rounded once; sinc, root, nCr and polygamma are this
// package's, other functions package math's. No result depends on how
// values are grouped into blocks: At agrees with GridTo to the bit.
package expr
