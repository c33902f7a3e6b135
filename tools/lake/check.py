"""Compares what engines say about one lake of two hosts, to 12 digits.

`make lake-check` calls it: check.py FOLDER ENGINE..., with a folder in which LakeOfTwoHosts wrote
lake/, duckdb.json and java.json. Engines are spark, pyarrow, trino and clickhouse. Exit status 75
means that one of them was missing; 1 that one said something else.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import ask_trino

HERE = pathlib.Path(__file__).parent
SQL = HERE.parent.parent / "monitoring" / "sql"
ROWS = ["kpi.sql", "kpi_by_day.sql", "kpi_from_daily.sql", "latency_from_daily.sql"]
VIEWS = ["kpi_cost.sql", "latency_percentiles.sql"]
FILES = ROWS + VIEWS
MISSING = 75
DIGITS = 1e-12
# The pages and the command kpi have latencies in buckets, which may be off by so much.
BUCKETS = 0.0251
# What Spark's own scripts open for it on Java 17.
OPENED = [
    "java.lang",
    "java.lang.invoke",
    "java.lang.reflect",
    "java.io",
    "java.net",
    "java.nio",
    "java.util",
    "java.util.concurrent",
    "java.util.concurrent.atomic",
    "sun.nio.ch",
    "sun.nio.cs",
    "sun.security.action",
    "sun.util.calendar",
]


class Missing(Exception):
    """An engine that is not there."""


def run_spark(folder, master):
    answers = folder / "spark.json"
    answers.unlink(missing_ok=True)
    home = folder / "spark"
    java = [shutil.which("java"), "-Xmx768m", "-XX:TieredStopAtLevel=1"]
    java += [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    java += ["-cp", f"{home}/jars/*", str(HERE / "AskSpark.java"), master]
    java += [str(folder / "lake"), str(answers), str(SQL / "ddl" / "spark.sql")]
    java += [str(SQL / file) for file in ROWS]
    java += [str(SQL / "views_spark.sql")] + [str(SQL / file) for file in VIEWS]
    environment = dict(os.environ, SPARK_HOME=str(home), SPARK_LOCAL_IP="127.0.0.1")
    environment["SPARK_SCALA_VERSION"] = "2.13"
    with open(folder / "spark.log", "w", encoding="utf-8") as log:
        try:
            subprocess.run(
                java, env=environment, cwd=folder, stdout=log, stderr=log, timeout=300, check=False
            )
        except subprocess.TimeoutExpired:
            return None
    return json.loads(answers.read_text()) if answers.exists() else None


def ask_spark(folder):
    if not (folder / "spark" / "jars").is_dir():
        raise Missing("Spark could not be fetched")
    for master in ["local-cluster[2,1,1024]", "local[2]"]:
        answers = run_spark(folder, master)
        if answers:
            name = f"Spark {answers['version']} {master}, {answers['executors']} executors"
            return name, answers
        print(f"Spark did not start as {master}; its log is {folder / 'spark.log'}")
    raise Missing("Spark did not start")


def ask_trino_server(folder):
    home = folder / "trino"
    java = ask_trino.find_java()
    if not (home / "lib").is_dir():
        raise Missing("Trino could not be fetched")
    if not java:
        raise Missing(f"Trino needs Java {ask_trino.OLDEST_JAVA} or later, see TRINO_JAVA_HOME")
    try:
        answers = ask_trino.ask_trino(java, folder, home.resolve(), FILES, SQL)
    except ask_trino.NotStarted as reason:
        raise Missing(reason) from None
    return f"Trino {answers['version']}, one node", answers


def ask_clickhouse(folder):
    """Reads what lake export --to clickhouse prints into an embedded ClickHouse."""
    try:
        from chdb import session
    except ImportError:
        raise Missing("chdb could not be fetched") from None
    answers = {}
    store = session.Session(str(folder / "clickhouse-data"))
    store.query("CREATE DATABASE IF NOT EXISTS lake ENGINE = Atomic")
    store.query("USE lake")
    for dataset in ["calls", "events", "daily"]:
        table, rows = (folder / f"clickhouse-{dataset}.sql").read_text().split(";\n", 1)
        store.query(table)
        store.query(rows)
    store.query("SET join_use_nulls = 1")
    for file in ROWS:
        said = json.loads(str(store.query((SQL / file).read_text(), "JSONCompact")))
        answers[file] = {
            "columns": [column["name"] for column in said["meta"]],
            "rows": said["data"],
        }
    version = str(store.query("SELECT version()")).strip().strip('"')
    store.close()
    return f"ClickHouse {version}, embedded", answers


def ask_pyarrow(folder):
    """Some of the indicators, computed without SQL."""
    try:
        import pyarrow
        import pyarrow.compute as compute
        import pyarrow.dataset
    except ImportError:
        raise Missing("PyArrow could not be fetched") from None
    calls = pyarrow.dataset.dataset(
        folder / "lake" / "calls", partitioning="hive", format="parquet"
    ).to_table()
    stored = calls.num_rows
    calls = calls.sort_by([("call_uuid", "ascending"), ("host", "ascending")])
    ids = calls["call_uuid"].to_pylist()
    first = [i == 0 or ids[i] != ids[i - 1] for i in range(len(ids))]
    calls = calls.filter(pyarrow.array(first))
    answered = compute.and_(
        compute.is_valid(calls["outcome"]), compute.not_equal(calls["outcome"], "abandoned")
    )
    answer = {
        "calls": len(calls) - calls["outcome"].null_count,
        "aht_seconds": compute.mean(calls.filter(answered)["duration_seconds"]).as_py(),
        "turns_per_call": compute.mean(calls["turns"]).as_py(),
        "csat_mean": compute.mean(calls["csat"]).as_py(),
        "barge_ins_per_call": compute.mean(calls["barge_ins"]).as_py(),
    }
    kpi = {"columns": list(answer), "rows": [list(answer.values())]}
    return f"PyArrow {pyarrow.__version__}, {stored} rows read", {"kpi.sql": kpi}


def ask_java(folder, expected):
    """What the program says without a database, in the form of the files of SQL."""
    said = json.loads((folder / "java.json").read_text())
    kpi = [name for name in expected["kpi.sql"]["columns"] if name in said]
    answers = {"kpi.sql": {"columns": kpi, "rows": [[said[name] for name in kpi]]}}
    costs, latencies = [], []
    for currency in [row[0] for row in expected["kpi_cost.sql"]["rows"]]:
        names = ["cost_per_call", "cost_per_minute", "cost_per_resolved_call"]
        costs.append([currency] + [said[f"{name} {currency}"] for name in names])
    answers["kpi_cost.sql"] = {"columns": ["currency"] + names, "rows": costs}
    for part in [row[0] for row in expected["latency_percentiles.sql"]["rows"]]:
        name = part if part == "first_word" else part + "_latency"
        latencies.append([part] + [said[f"{name}_p{place}_seconds"] for place in (50, 95, 99)])
    columns = ["part", "p50_seconds", "p95_seconds", "p99_seconds"]
    answers["latency_percentiles.sql"] = {"columns": columns, "rows": latencies}
    return "the program, without DuckDB", answers


def is_same(one, other, tolerance):
    if isinstance(one, (int, float)) and isinstance(other, (int, float, str)):
        return abs(one - float(other)) <= tolerance * max(abs(one), abs(float(other)))
    return one == other or (one == "null" and other is None)


def compare(expected, said, tolerance):
    """The number of values that were compared, and the differences."""
    differences = []
    values = 0
    if len(expected["rows"]) != len(said["rows"]):
        return 0, [f"{len(said['rows'])} rows instead of {len(expected['rows'])}"]
    for wanted, got in zip(expected["rows"], said["rows"]):
        wanted = dict(zip(expected["columns"], wanted))
        for name, value in zip(said["columns"], got):
            values += 1
            if not is_same(wanted[name], value, tolerance):
                differences.append(f"{name}: {value} instead of {wanted[name]}")
    return values, differences


def report(engine, expected, answers):
    """Prints a row for each file; whether all are equal."""
    fine = True
    for file in FILES:
        if file in answers:
            bucketed = engine.startswith("the program") and file == "latency_percentiles.sql"
            values, differences = compare(
                expected[file], answers[file], BUCKETS if bucketed else DIGITS
            )
            fine = fine and not differences and values > 0
            equal = "equal within 2.5 %" if bucketed else "equal"
            verdict = equal if not differences else "; ".join(differences[:3])
            print(f"{engine:50} {file:24} {values:6}  {verdict}", flush=True)
    return fine


ENGINES = {
    "spark": ask_spark,
    "pyarrow": ask_pyarrow,
    "trino": ask_trino_server,
    "clickhouse": ask_clickhouse,
}


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    expected = json.loads((folder / "duckdb.json").read_text())
    print(f"{'engine':50} {'question':24} {'values':>6}  to 12 digits of DuckDB's")
    name, answers = ask_java(folder, expected)
    fine = report(name, expected, answers)
    missing = False
    for engine in sys.argv[2:]:
        began = time.monotonic()
        try:
            name, answers = ENGINES[engine](folder)
        except Missing as reason:
            print(f"WARNING: {reason}: {engine} was not asked", flush=True)
            missing = True
            continue
        fine = report(name, expected, answers) and fine
        print(f"{engine} took {time.monotonic() - began:.0f} s", flush=True)
    return 1 if not fine else MISSING if missing else 0


if __name__ == "__main__":
    sys.exit(main())
