#!/bin/sh
# Electron, ended by the kernel when the program that drives it ends, however that comes. It cannot be
# found by its environment afterwards: Chromium writes over that.
exec setpriv --pdeathsig KILL -- "$KEYTURN_ELECTRON" "$@"
