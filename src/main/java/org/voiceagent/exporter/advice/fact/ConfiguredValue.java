package org.voiceagent.exporter.advice.fact;

/**
 * The value of one configuration key during a call.
 *
 * @param key the dotted key, with the names of what served the call in the place of placeholders
 * @param text the value as text; "" if the snapshot does not have the key or it is blank
 * @param folded the same with the spellings of a codec folded into one
 * @param number the value as a number; {@link Double#NaN} if it is not one
 * @param missing what to report as missing where the value is unknown or is not a number
 */
record ConfiguredValue(String key, String text, String folded, double number, String missing) {}
