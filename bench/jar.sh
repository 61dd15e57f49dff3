# What bench/run and bench/curves have in common; to be sourced. Builds the benchmarks if need be and starts a main class.
#
# Uses the JDK of JAVA_HOME, or else the java on the PATH.

home=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly home
readonly jar=$home/target/benchmarks.jar

java=java
if [[ -n "${JAVA_HOME:-}" ]]; then
    java=$JAVA_HOME/bin/java
fi

# Whether the jar is there and no source is newer.
is_built() {
    [[ -f "$jar" ]] && [[ -z "$(find "$home/src" "$home/pom.xml" "$home/../src/main" "$home/../src/pom.xml" \
        "$home/../examples/src/main/resources" \
        "$home/../pom.xml" -newer "$jar" -type f -print -quit)" ]]
}

build() {
    echo "Building the benchmarks ..."
    if ! (cd "$home/.." && ./mvnw -pl bench -am package -DskipTests) > "$temporary/build.log" 2>&1; then
        cat "$temporary/build.log" >&2
        echo "$0: the build failed" >&2
        exit 1
    fi
}

# JMH locks a file in the temporary directory: with one of its own, a run disturbs no other.
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

# start MAIN ARGUMENT...
start() {
    is_built || build
    "$java" -Xmx256m -Djava.awt.headless=true -Djava.io.tmpdir="$temporary" -Dbench.home="$home" -Dbench.jar="$jar" \
        -cp "$jar" "org.xarray4j.bench.ratios.$1" "${@:2}"
}
