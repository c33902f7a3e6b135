package org.voiceagent.exporter.otlp;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.resources.Resource;

/** A metric as the SDK exports it. Immutable. */
record TranslatedMetric(
    Resource resource, InstrumentationScopeInfo scope, Head head, MetricDataType type, Data<?> data)
    implements MetricData {

  /** What a metric is called. */
  record Head(String name, String description, String unit) {}

  @Override
  public Resource getResource() {
    return resource;
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return scope;
  }

  @Override
  public String getName() {
    return head.name();
  }

  @Override
  public String getDescription() {
    return head.description();
  }

  @Override
  public String getUnit() {
    return head.unit();
  }

  @Override
  public MetricDataType getType() {
    return type;
  }

  @Override
  public Data<?> getData() {
    return data;
  }
}
