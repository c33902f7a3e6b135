/** Changes to the engine's configuration as YAML: one document of them, or laid over a file. */
package org.voiceagent.exporter.patch;
