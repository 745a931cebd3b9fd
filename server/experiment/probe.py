"""Says in one line of JSON what this interpreter is and how extensions for it are built. Runs on any Python."""

import json
import os
import platform
import shlex
import sys
import sysconfig

del sys.path[0]  # this file's folder has folders named as packages are


def words(name):
    return shlex.split(str(sysconfig.get_config_var(name) or ""))


def has(module):
    try:
        from importlib.util import find_spec

        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def gil_enabled():
    return sys._is_gil_enabled() if hasattr(sys, "_is_gil_enabled") else True


include = sysconfig.get_paths()["include"]
print(
    json.dumps(
        {
            "executable": sys.executable,
            "prefix": sys.prefix,
            "implementation": platform.python_implementation(),
            "version": list(sys.version_info[:3]),
            "fullVersion": sys.version,
            "platform": sys.platform,
            "soabi": sysconfig.get_config_var("SOABI"),
            "extensionSuffix": sysconfig.get_config_var("EXT_SUFFIX"),
            "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
            "gilEnabled": gil_enabled(),
            "debug": bool(sysconfig.get_config_var("Py_DEBUG")),
            "include": include,
            "hasHeaders": os.path.exists(os.path.join(include, "Python.h")),
            "cc": words("CC"),
            "cflags": words("CFLAGS"),
            "ccshared": words("CCSHARED"),
            "ldshared": words("LDSHARED"),
            "cython": has("Cython"),
            "numba": has("numba"),
        }
    )
)
