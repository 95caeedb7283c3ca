# Sourced by the other scripts: finds a JDK of version 25 or newer and exports JAVA_HOME and MAVEN_OPTS; sets
# $jdk_build, the JDK's whole version. Looks at JAVA_HOME, then PATH, then the usual places. Starts a process only
# to follow a link of PATH: scripts/start counts milliseconds.

# Whether folder $1 is a JDK of version 25 or newer; sets $jdk_build if it is.
postern_is_jdk() {
  local line major=
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  jdk_build=
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    case $line in
      JAVA_VERSION=\"*) major=${line#*\"} major=${major%%[!0-9]*} ;;
      JAVA_RUNTIME_VERSION=\"*) jdk_build=${line#*\"} jdk_build=${jdk_build%\"} ;;
    esac
  done <"$1/release"
  [ -n "$major" ] && [ "$major" -ge 25 ]
}

# Sets $on_path to the home of the javac of PATH, or to nothing.
postern_jdk_on_path() {
  local folder javac= folders
  on_path=
  IFS=: read -r -a folders <<<"$PATH" || true
  for folder in ${folders[@]+"${folders[@]}"}; do
    if [ -n "$folder" ] && [ -x "$folder/javac" ]; then
      javac=$folder/javac
      break
    fi
  done
  [ -n "$javac" ] || return 0
  if [ -L "$javac" ] || [ -L "${javac%/*}" ]; then
    javac=$(readlink -f "$javac" 2>/dev/null || echo "$javac")
  fi
  on_path=${javac%/bin/javac}
}

postern_find_jdk() {
  local candidate on_path
  if postern_is_jdk "${JAVA_HOME:-}"; then
    export JAVA_HOME
    return 0
  fi
  postern_jdk_on_path
  for candidate in "$on_path" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if postern_is_jdk "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "postern: no JDK 25 or newer found: install one (Temurin 25, say) or set JAVA_HOME to it." >&2
  return 1
}

postern_find_jdk || exit 2
# Maven's own libraries do what these warn of.
MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
export MAVEN_OPTS
