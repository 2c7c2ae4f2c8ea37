"""Prints runtime/src/powers_of_ten.def: the top 128 bits of 10^q, q from -343 to 324.

As in Lemire, "Number parsing at a gigabyte per second" (2021), section 5: cut off, but for
-27 <= q < 0 cut off and one added.
"""


def significand(q):
    if q >= 0:
        power = 5**q
        bits = power.bit_length()
        return power << (128 - bits) if bits <= 128 else power >> (bits - 128)
    power = 5**-q
    z = (power - 1).bit_length()
    c = 2 ** (z + 127 if q >= -27 else 2 * z + 128) // power + 1
    while c >= 1 << 128:
        c //= 2
    return c


print("/* The top 128 bits of 10^q, q from -343 to 324: made by tests/runtime/powers_of_ten.py. */")
for q in range(-343, 325):
    c = significand(q)
    print("{0x%016X, 0x%016X}," % (c >> 64, c & (2**64 - 1)), end="\n" if q % 2 == 0 else " ")
