package org.voiceagent.exporter.lake;

/**
 * A column of a dataset.
 *
 * @param key its name in JSON, Parquet and SQL
 * @param type what it holds
 */
record LakeColumn(String key, ColumnType type) {}
