package stroke

// letters are the strokes of the characters, one a line; see lattice.
const letters = `
0 ~0d5d5m0m0d
1 0k2m2d
2 ~0k0m5m5i0d 0d5d
3 ~0l0m5m5i2i ~2i5i5d0d0e
4 4d4m0g5g
5 5m1m0i ~0i1j5j5d0d0e
6 ~5l4m0m0d5d5i1i0g
7 0m5m2d
8 ~0i5i5m0m0i ~0d5d5i0i0d
9 ~0e1d5d5m0m0h4h5j
a ~0d4d4j0j0d 4j4d
b 0m0d ~0d4d4j0j0d
c ~4i4j0j0d4d4e
d 4m4d ~0d4d4j0j0d
e 0g4g ~4g4j0j0d4d4e
f ~4m1m1j 1j1d 0j3j
g ~0d4d4j0j0d 4j4c ~4c4a0a0b
h 0m0d ~0h0j4j4h 4h4d
i 0j0d 0l0m
j 2j2c ~2c2a0a 2l2m
k 0m0d 0f4j 1g4d
l 0m0d
m 0j0d ~0h0j3j3h 3h3d ~3h3j6j6h 6h6d
n 0j0d ~0h0j4j4h 4h4d
o ~0d4d4j0j0d
p 0j0a ~0d4d4j0j0d
q 4j4a ~0d4d4j0j0d
r 0j0d ~0h0j3j
s ~4i4j0j0g4g4d0d0e
t 1l1f ~1f1d3d 0j3j
u 0j0f ~0f0d4d4f 4j4d
v 0j2d4j
w 0j1d3j5d6j
x 0j4d 0d4j
y 0j2d 4j1a
z 0j4j0d4d
A 0d3m6d 1g5g
B 0d0m ~0m5m5i0i ~0i6i6d0d
C ~6k6m0m0d6d6f
D 0d0m ~0m6m6d0d
E 5d0d0m5m 0i4i
F 0d0m5m 0i4i
G ~6k6m0m0d6d6h 6h3h
H 0d0m 6d6m 0i6i
I 0d0m
J 4m4f ~4f4d0d0f
K 0d0m 0h5m 1i5d
L 0m0d5d
M 0d0m3f6m6d
N 0d0m6d6m
O ~0d6d6m0m0d
P 0d0m ~0m5m5h0h
Q ~0d6d6m0m0d 4f6c
R 0d0m ~0m5m5h0h 2h5d
S ~5k5m0m0i5i5d0d0f
T 0m6m 3m3d
U 0m0g ~0g0d6d6g 6g6m
V 0m3d6m
W 0m2d4m6d8m
X 0d6m 0m6d
Y 0m3h6m 3h3d
Z 0m5m0d5d
. 1d1e
, 1e0b
: 1e1f 1i1j
; 1i1j 1e0b
! 0m0g 0d0e
? ~0k0m4m4i2h2f 2d2e
- 0h3h
– 0h4h
− 0h4h
+ 0h4h 2f2j
= 0g4g 0i4i
* 0j4f 0f4j 2k2e
/ 0c4m
× 0f4j 0j4f
· 0h0i
( ~2m0k0e2c
) ~0m2k2e0c
[ 2m0m0c2c
] 0m2m2c0c
| 0c0m
< 4j0g4d
> 0j4g0d
^ 0k2m4k
_ 0c4c
% 0d5m ~0k2k2m0m0k ~3d5d5f3f3d
° ~0k2k2m0m0k
' 0m0k
’ 0m0k
" 0m0k 2m2k
² ~0l0m2m2l0j 0j2j
³ 0m2m1l ~1l2l2j0j
⁰ ~0j2j2m0m0j
¹ 0l1m1j
⁴ 2j2m0k3k
⁵ 2m0m0l ~0l2l2j0j
⁶ ~2m0m0j2j2l0l0k
⁷ 0m2m1j
⁸ ~0l0m2m2l0l ~0l2l2j0j0l
⁹ ~0j2j2m0m0k2k2l
⁻ 0k2k
π 0j5j 1j1d 4j4d
θ ~0d4d4m0m0d 0h4h
ρ ~0d4d4j0j0d 0g0a
σ ~0d4d4j0j0d 2j5j
μ 0j0a ~0f0d4d4f 4j4d
`
