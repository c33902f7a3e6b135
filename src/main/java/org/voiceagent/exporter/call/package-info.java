/**
 * What a call is: its identity, labels, facts and configuration, and the numbers it gives.
 * Everything here is an immutable value that knows neither files nor metrics.
 */
package org.voiceagent.exporter.call;
