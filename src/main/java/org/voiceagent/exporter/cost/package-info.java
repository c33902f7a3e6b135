/** Prices calls by what their engines billed, else by a table of prices that the operator keeps. */
package org.voiceagent.exporter.cost;
