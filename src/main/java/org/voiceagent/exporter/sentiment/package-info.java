/** Scores how callers feel by their words, for engines that send no score. */
package org.voiceagent.exporter.sentiment;
