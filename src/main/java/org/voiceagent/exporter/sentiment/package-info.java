/** How a caller feels, from the words alone, where the engine does not say. */
package org.voiceagent.exporter.sentiment;
