"""Compares what engines say about one lake of two hosts: DuckDB, Spark and PyArrow.

`make lake-check` calls it: check.py FOLDER, a folder with lake/ and duckdb.json that LakeOfTwoHosts
wrote, and spark/jars if Spark could be fetched. Exit status 75 means that an engine was missing.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
SQL = HERE.parent.parent / "monitoring" / "sql"
FILES = ["kpi.sql", "kpi_by_day.sql", "kpi_cost.sql", "latency_percentiles.sql"]
MISSING = 75
DIGITS = 1e-12
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


def ask_spark(folder, master):
    answers = folder / "spark.json"
    answers.unlink(missing_ok=True)
    home = folder / "spark"
    java = [shutil.which("java"), "-Xmx768m"]
    java += [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    java += ["-cp", f"{home}/jars/*", str(HERE / "AskSpark.java"), master]
    java += [str(folder / "lake" / "calls"), str(answers)]
    java += [str(SQL / file) for file in FILES[:2]]
    java += [str(SQL / "views_spark.sql")] + [str(SQL / file) for file in FILES[2:]]
    environment = dict(os.environ, SPARK_HOME=str(home), SPARK_LOCAL_IP="127.0.0.1")
    environment["SPARK_SCALA_VERSION"] = "2.13"
    with open(folder / "spark.log", "w", encoding="utf-8") as log:
        try:
            subprocess.run(
                java, env=environment, cwd=folder, stdout=log, stderr=log, timeout=240, check=False
            )
        except subprocess.TimeoutExpired:
            return None
    return json.loads(answers.read_text()) if answers.exists() else None


def is_same(one, other):
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) <= DIGITS * max(abs(one), abs(other))
    return one == other or (one == "null" and other is None)


def compare(expected, said):
    """The number of values, and the differences."""
    differences = []
    values = 0
    if len(expected["rows"]) != len(said["rows"]):
        return 0, [f"{len(said['rows'])} rows instead of {len(expected['rows'])}"]
    for wanted, got in zip(expected["rows"], said["rows"]):
        for name, one, other in zip(expected["columns"], wanted, got):
            values += 1
            if not is_same(one, other):
                differences.append(f"{name}: {other} instead of {one}")
    return values, differences


def ask_pyarrow(folder):
    """Some of the indicators, computed without SQL."""
    import pyarrow
    import pyarrow.compute as compute
    import pyarrow.dataset

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
    return pyarrow.__version__, stored, answer


def print_row(engine, file, values, differences):
    verdict = "equal" if not differences else "; ".join(differences[:3])
    print(f"{engine:34} {file:24} {values:7}  {verdict}")


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    expected = json.loads((folder / "duckdb.json").read_text())
    wrong = missing = False
    print(f"{'engine':34} {'question':24} {'values':>7}  to 12 digits of DuckDB's")
    began = time.monotonic()
    answers = None
    for master in ["local-cluster[2,1,1024]", "local[2]"]:
        if (folder / "spark" / "jars").is_dir():
            answers = ask_spark(folder, master)
            if answers:
                break
            print(f"Spark did not start as {master}; its log is {folder / 'spark.log'}")
    if answers:
        for file in FILES:
            values, differences = compare(expected[file], answers[file])
            wrong = wrong or bool(differences)
            print_row(f"Spark {answers['version']} {master}", file, values, differences)
        print(
            f"Spark took {time.monotonic() - began:.0f} s, with {answers['executors']} executors"
        )
    else:
        print("WARNING: Spark was not asked")
        missing = True
    try:
        version, stored, answer = ask_pyarrow(folder)
        indicators = dict(zip(expected["kpi.sql"]["columns"], expected["kpi.sql"]["rows"][0]))
        differences = [
            f"{name}: {value} instead of {indicators[name]}"
            for name, value in answer.items()
            if not is_same(indicators[name], value)
        ]
        wrong = wrong or bool(differences)
        print_row(f"PyArrow {version}, {stored} rows", "of kpi.sql", len(answer), differences)
    except ImportError:
        print("WARNING: PyArrow is not installed, and was not asked")
        missing = True
    return 1 if wrong else MISSING if missing else 0


if __name__ == "__main__":
    sys.exit(main())
