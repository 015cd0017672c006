#!/bin/sh
# Examines the GPU of this machine: `noiseproof gpu-check` without a build. Needs a Java runtime >= 25 (JAVA_HOME, or
# java on the PATH) and the built jars: conformance/target/lib of this tree, or the folder that NOISEPROOF_LIB names.
# Options are passed on: --emulated, --few, --write FILE.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
lib=${NOISEPROOF_LIB:-$here/../conformance/target/lib}

java=java
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; fi
version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p') || version=
if [ "${version:-0}" -lt 25 ]; then
  echo "gpu-check: a Java runtime >= 25 is needed; $java is ${version:-not one} (set JAVA_HOME)" >&2
  exit 78
fi
if ! ls "$lib"/noiseproof-conformance-*.jar > /dev/null 2>&1; then
  echo "gpu-check: there are no jars in $lib; ./noiseproof list builds them (or set NOISEPROOF_LIB)" >&2
  exit 66
fi

class_path=
for jar in "$lib"/*.jar; do class_path=$class_path${class_path:+:}$jar; done

# Word splitting of the options is meant.
# shellcheck disable=SC2086
exec "$java" -XX:MaxRAMPercentage=75 --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
  -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 ${NOISEPROOF_JAVA_OPTS:-} \
  -cp "$class_path" org.noiseproof.cli.Noiseproof gpu-check "$@"
