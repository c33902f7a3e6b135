/** Which configuration key to change, to what, and why: rules as data, evaluated at hang-up. */
package org.voiceagent.exporter.advice;
