/**
 * What Prometheus scrapes. The families are data, in {@code catalog.yml}; code is only what must be
 * derived, the running totals, and the page.
 */
package org.voiceagent.exporter.metrics;
