"""Prints the powers of ten that the runtime has as tables (runtime/src/*.def).

    powers_of_ten.py        every one from -343 to 324, its top 128 bits: powers_of_ten.def
    powers_of_ten.py few    every 27th from -351 to 324, its top 192 bits: powers_of_ten_few.def

As in Lemire, "Number parsing at a gigabyte per second" (2021), section 5: cut off, but for
-27 <= q < 0 of the first table cut off and one added.
"""
import sys


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


def cut(q, bits):
    """The top bits of 5^q, cut off."""
    if q >= 0:
        power = 5**q
        length = power.bit_length()
        return power << (bits - length) if length <= bits else power >> (length - bits)
    power = 5**-q
    return (1 << (power.bit_length() + bits - 1)) // power


def words(value, count):
    return ", ".join("0x%016X" % (value >> 64 * i & 2**64 - 1) for i in reversed(range(count)))


if sys.argv[1:] == ["few"]:
    print("/* The top 192 bits of 10^q, each 27th q from -351 to 324: made by")
    print("   tests/runtime/powers_of_ten.py. */")
    for q in range(-351, 325, 27):
        print("{%s}," % words(cut(q, 192), 3))
else:
    print("/* The top 128 bits of 10^q, q from -343 to 324: made by tests/runtime/powers_of_ten.py. */")
    for q in range(-343, 325):
        print("{%s}," % words(significand(q), 2), end="\n" if q % 2 == 0 else " ")
