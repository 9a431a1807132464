"""Reads every dataset and attribute of the files whose paths come on standard input; fails at the first that cannot be read."""

import sys

import h5py


def read(name, item):
    dict(item.attrs)
    if isinstance(item, h5py.Dataset):
        item[()]


for line in sys.stdin:
    with h5py.File(line.rstrip("\n"), "r") as file:
        dict(file.attrs)
        file.visititems(read)
