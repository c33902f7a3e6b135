/**
 * The calls that were counted: which ones, by their ids and folders, and how the newest of them
 * went, to compare calls with each other.
 */
package org.voiceagent.exporter.history;
