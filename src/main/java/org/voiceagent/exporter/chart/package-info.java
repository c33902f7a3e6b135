/**
 * Draws small charts as SVG: lines with gaps, bars and sparklines. A chart is a text that a browser
 * shows without scripts; it has a title and a description for readers who cannot see it. It knows
 * no call.
 */
package org.voiceagent.exporter.chart;
