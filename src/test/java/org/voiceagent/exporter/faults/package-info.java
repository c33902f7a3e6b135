/**
 * What must hold whatever goes wrong, on the real program as a process of its own: kills, full
 * disks, lost folders, hostile files, stuck clients. {@code make test-faults} runs it.
 */
package org.voiceagent.exporter.faults;
