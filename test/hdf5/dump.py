"""Prints what h5py sees in a file, by the Python types that the Gateway's checks look at."""

import json
import sys

import h5py
import numpy


def seen(value):
    if isinstance(value, bytes):
        return ["bytes", value.decode()]
    if isinstance(value, str):
        return ["str", value]
    if isinstance(value, numpy.ndarray):
        return [f"array of {value.dtype}", [repr(one) if isinstance(one, float) else one for one in value.ravel().tolist()]]
    return [type(value).__name__, str(value)]


def attributes(of):
    return {name: seen(of.attrs[name]) for name in of.attrs}


with h5py.File(sys.argv[1], "r") as file:
    groups = {
        name: {
            "attributes": attributes(group),
            "datasets": {
                member: {"shape": list(data.shape), "dtype": str(data.dtype), "value": seen(data[()]), "compression": data.compression}
                for member, data in group.items()
            },
        }
        for name, group in file.items()
    }
    print(json.dumps({"attributes": attributes(file), "groups": groups}))
