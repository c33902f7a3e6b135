package org.voiceagent.exporter.otlp;

/**
 * How data is sent to a collector; where to is in the standard {@code OTEL_*} variables. Immutable.
 *
 * @param semconv the version of the conventions for generative AI by which names are translated, or
 *     {@code off} for our own names
 * @param queue how many calls may wait to become a trace; further ones are not traced
 */
public record OtlpSettings(String semconv, int queue) {}
