/** Changes to the engine's configuration in YAML: as a document, or written into a file. */
package org.voiceagent.exporter.patch;
