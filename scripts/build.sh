# Sourced by the other scripts: builds what is missing or older than its sources, and the ahead-of-time cache.
# Needs $root and what jdk.sh sets; sets $jar, $program, $cache, $test_classes, $bench_classes and the array $jvm.

# Postern's own classes; those of lib/ beside it complete the class path of tools.
jar=$root/emulator/target/emulator-0.1.0.jar
# The same and all libraries in one file.
program=$root/emulator/target/postern.jar
test_classes=$root/emulator/target/test-classes
bench_classes=$root/emulator/bench/target/classes
# The cache holds for one JDK build only.
cache=$root/emulator/target/postern-${jdk_build//\//_}.aot
# Serial GC and compact headers: half the memory of G1 and as fast here. The cache must be trained with the same flags.
# The survivor spaces hold what requests in flight hold, so that nothing short-lived is promoted: Serial GC lets the old
# generation grow to its maximum before it collects it. What malloc keeps is given back every five seconds.
jvm=(-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms32m -Xmn16m -Xmx512m -XX:SurvivorRatio=4
  -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40 -XX:-ShrinkHeapInSteps -XX:TrimNativeHeapInterval=5000
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)

postern_stale() {
  [ -f "$jar" ] && [ -f "$program" ] || return 0
  [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$jar" -print -quit)" ]
}

postern_build() {
  if postern_stale; then
    echo "postern: building (once, and after changes); takes a minute or more ..." >&2
    postern_mvn -pl emulator -am -Dmaven.test.skip=true package
    touch "$jar" "$program"
  fi
}

# Compiles the tests if class $2 of package folder $1 is missing or older than its package: some programs live there.
postern_test_classes() {
  local class=$test_classes/$1/$2.class
  if [ ! -f "$class" ] || [ -n "$(find "$root/emulator/src/test/java/$1" -newer "$class" -print -quit)" ]; then
    echo "postern: compiling the tests (once, and after changes) ..." >&2
    postern_mvn -pl emulator -am -DskipTests test-compile
    touch "$class"
  fi
}

# Compiles the benchmark if it is missing or older than its sources.
postern_bench_classes() {
  local class=$bench_classes/dev/postern/bench/Bench.class bench=$root/emulator/bench
  if [ ! -f "$class" ] || [ -n "$(find "$bench/pom.xml" "$bench/src/main" -newer "$class" -print -quit)" ]; then
    echo "postern: compiling the benchmark (once, and after changes) ..." >&2
    postern_mvn -pl emulator/bench -am -Dmaven.test.skip=true compile
    touch "$class"
  fi
}

# Runs Maven and says what it does.
postern_mvn() {
  command -v mvn >/dev/null || { echo "postern: no Maven found: install it (3.8 or newer)." >&2; exit 2; }
  (cd "$root" && set -o pipefail && mvn -B -Dstyle.color=never -Djacoco.skip=true "$@" 2>&1 | postern_progress >&2)
}

# Shortens Maven's output to a line for each slow step and for each hundred downloads. Keeps errors, with the lines that
# follow them.
postern_progress() {
  local line module downloads=0 error=
  while IFS= read -r line || [ -n "$line" ]; do
    # Maven writes this sequence even where it is told to use no colour.
    line=${line//$'\e[0m'/}
    module=${line##* @ } module=${module% ---}
    case $line in
      "[ERROR]"*)
        error=1
        echo "$line"
        ;;
      "[INFO] --- "*compiler*:compile\ *) echo "postern:   compiling $module" ;;
      "[INFO] --- "*shade*) echo "postern:   packing $module" ;;
      *"Downloading from "*)
        downloads=$((downloads + 1))
        [ $((downloads % 100)) != 1 ] || echo "postern:   downloading what the build needs ($downloads so far)"
        ;;
      "["*) error= ;;
      *) [ -z "$error" ] || [ -z "$line" ] || echo "$line" ;;
    esac
  done
}

# Without a cache Postern starts all the same, only slower: a failed training run is no failure.
postern_cache() {
  # This file names the flags it was trained with.
  [ -f "$cache" ] && [ "$cache" -nt "$program" ] && [ "$cache" -nt "$root/scripts/build.sh" ] && return 0
  echo "postern: training the ahead-of-time cache (once a build) ..." >&2
  rm -f "$root"/emulator/target/postern-*.aot
  "$JAVA_HOME/bin/java" "${jvm[@]}" -XX:AOTCacheOutput="$cache.new" -jar "$program" --train \
    >"$root/emulator/target/training.log" 2>&1 && mv "$cache.new" "$cache" ||
    echo "postern: no cache could be made (see emulator/target/training.log); starting without." >&2
}

# -Xlog:disable silences the JVM when it finds the cache does not fit after all.
postern_java() {
  if [ -f "$cache" ]; then
    exec "$JAVA_HOME/bin/java" "${jvm[@]}" -XX:AOTCache="$cache" -Xlog:disable -Xlog:all=error:stderr \
      -jar "$program" "$@"
  fi
  exec "$JAVA_HOME/bin/java" "${jvm[@]}" -jar "$program" "$@"
}
