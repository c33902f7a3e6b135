package org.voiceagent.exporter.control;

/**
 * What came of a request.
 *
 * @param status what the command that asked shall end with
 * @param text what it shall print, with line ends
 */
public record ControlAnswer(int status, String text) {}
