/** Finds the language of what people say, so that words are read in the language they belong to. */
package org.voiceagent.exporter.language;
