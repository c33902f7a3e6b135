package org.voiceagent.exporter.control;

/**
 * The answer to a request.
 *
 * @param status the exit status of the command that asked
 * @param text what it prints, with line ends
 */
public record ControlAnswer(int status, String text) {}
