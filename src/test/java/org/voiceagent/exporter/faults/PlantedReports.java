package org.voiceagent.exporter.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reports of engines with something personal wherever theirs have a place for it: in ids, in
 * numbers of callers, in what was said, in arguments and answers of tools, in summaries and in
 * variables.
 */
final class PlantedReports {
  private final PlantedSecrets secrets;

  PlantedReports(PlantedSecrets secrets) {
    this.secrets = secrets;
  }

  /** The calls that are counted, by the names of their folders. */
  static List<String> counted() {
    return List.of(
        "planted-livekit",
        "planted-vapi",
        "planted-retell",
        "planted-elevenlabs",
        "planted-bolna",
        "planted-ava");
  }

  /** Drops one call of each format, and one whose id is a caller's number. */
  void drop(Path root) throws IOException {
    secrets.call(root, "planted-livekit", "session_report.json", liveKit("session"));
    secrets.call(root, "planted-vapi", "end_of_call_report.json", vapi());
    secrets.call(root, "planted-retell", "retell_call.json", retell());
    secrets.call(root, "planted-elevenlabs", "elevenlabs_post_call.json", elevenLabs());
    secrets.call(root, "planted-bolna", "bolna_task.json", bolna());
    secrets.call(root, "planted-ava", "ava_call_record.json", ava());
    String dialled = secrets.phone("a folder's name");
    secrets.call(root, dialled, "retell_call.json", retell());
    String room = secrets.phone("a loose report's name");
    Files.writeString(root.resolve("session_report-" + room + ".json"), liveKit("loose"));
  }

  private String liveKit(String place) {
    return """
    {"job_id":"AJ_1","room_id":"RM_1","room":"call-_%s_x","timestamp":1787400000.1,
     "started_at":1787399940.1,"sdk_version":"1.8.9","agent_name":"planted",
     "audio_recording_path":"/home/%s/1.ogg",
     "usage":[{"type":"llm_usage","provider":"p","model":"m","input_tokens":7}],
     "chat_history":{"items":[
      {"type":"message","role":"user","content":["my card is %s"],"created_at":1787399950.2},
      {"type":"message","role":"assistant","content":["I write to %s"],"created_at":1787399951.2},
      {"type":"function_call","name":"pay","call_id":"c","arguments":"{\\"card\\": \\"%s\\"}",
       "created_at":1787399952.2},
      {"type":"function_call_output","call_id":"c","is_error":false,"output":"paid by %s",
       "created_at":1787399953.2}]},
     "events":[{"type":"user_input_transcribed","transcript":"it is %s","created_at":1.0},
      {"type":"error","error":{"type":"llm_error","label":"%s","recoverable":false},
       "created_at":1787399954.2},
      {"type":"close","reason":"participant_disconnected","created_at":1787399999.2}],
     "outcome":"success","outcome_reason":"sent to %s",
     "evaluations":[{"name":"polite","verdict":"pass","reasoning":"wrote to %s"}]}
    """
        .formatted(
            secrets.phone(place + " room"),
            secrets.email(place + " path"),
            secrets.card(place + " user"),
            secrets.email(place + " agent"),
            secrets.card(place + " arguments"),
            secrets.iban(place + " output"),
            secrets.card(place + " transcribed"),
            secrets.email(place + " error's label"),
            secrets.email(place + " outcome_reason"),
            secrets.email(place + " reasoning"));
  }

  private String vapi() {
    return """
    {"message":{"type":"end-of-call-report","endedReason":"customer-ended-call",
     "startedAt":"2026-08-01T02:26:40.000Z","endedAt":"2026-08-01T02:27:26.200Z","cost":0.1,
     "call":{"id":"%s","type":"inboundPhoneCall","phoneCallProviderId":"%s"},
     "phoneNumber":{"number":"%s"},"customer":{"number":"%s","name":"%s"},
     "destination":{"type":"number","number":"%s"},
     "assistant":{"name":"planted","model":{"provider":"p","model":"m",
       "messages":[{"role":"system","content":"key %s"}]},"server":{"secret":"%s"}},
     "analysis":{"summary":"The caller is at %s.","structuredData":{"mail":"%s"},
       "successEvaluation":"wrote to %s"},
     "artifact":{"transcript":"AI: hello\\nUser: my card is %s\\n","recordingUrl":"https://x/%s",
      "variableValues":{"customer":{"number":"%s"}},
      "messages":[{"role":"user","message":"my card is %s","time":1785551201000,
        "endTime":1785551202000},
       {"role":"tool_calls","toolCalls":[{"id":"c","type":"function",
        "function":{"name":"pay","arguments":"{\\"card\\": \\"%s\\"}"}}]},
       {"role":"tool_call_result","name":"pay","toolCallId":"c","result":"paid by %s"},
       {"role":"bot","message":"I call %s","time":1785551203000,"endTime":1785551204000}]}}}
    """
        .formatted(
            secrets.phone("vapi call.id"),
            secrets.phone("vapi call.phoneCallProviderId"),
            secrets.phone("vapi phoneNumber"),
            secrets.phone("vapi customer.number"),
            secrets.email("vapi customer.name"),
            secrets.phone("vapi destination"),
            secrets.key("vapi prompt"),
            secrets.secret("vapi server.secret"),
            secrets.address("vapi summary"),
            secrets.email("vapi structuredData"),
            secrets.email("vapi successEvaluation"),
            secrets.card("vapi transcript"),
            secrets.phone("vapi recordingUrl"),
            secrets.phone("vapi variableValues"),
            secrets.card("vapi user"),
            secrets.card("vapi arguments"),
            secrets.iban("vapi result"),
            secrets.phone("vapi bot"));
  }

  private String retell() {
    return """
    {"event":"call_analyzed","call":{"call_id":"%s","call_type":"phone_call","agent_name":"planted",
     "call_status":"ended","direction":"inbound","from_number":"%s","to_number":"%s",
     "transfer_destination":"%s","start_timestamp":1785500000000,"end_timestamp":1785500046200,
     "duration_ms":46200,"disconnection_reason":"user_hangup","metadata":{"mail":"%s"},
     "retell_llm_dynamic_variables":{"customer_phone":"%s"},
     "collected_dynamic_variables":{"card":"%s"},
     "custom_sip_headers":{"X-Caller":"%s"},
     "transcript":"Agent: hello\\nUser: my card is %s\\n","recording_url":"https://x/%s",
     "transcript_object":[{"role":"user","content":"my card is %s",
       "words":[{"word":"%s","start":0.4,"end":0.7}]}],
     "transcript_with_tool_calls":[
      {"role":"tool_call_invocation","tool_call_id":"t","name":"pay","arguments":"{\\"card\\": \\"%s\\"}"},
      {"role":"tool_call_result","tool_call_id":"t","content":"paid by %s","successful":true}],
     "call_analysis":{"call_summary":"The caller is %s.","user_sentiment":"Positive",
       "custom_analysis_data":{"mail":"%s"}}}}
    """
        .formatted(
            secrets.phone("retell call_id"),
            secrets.phone("retell from_number"),
            secrets.phone("retell to_number"),
            secrets.phone("retell transfer_destination"),
            secrets.email("retell metadata"),
            secrets.phone("retell dynamic variables"),
            secrets.card("retell collected variables"),
            secrets.phone("retell sip header"),
            secrets.card("retell transcript"),
            secrets.phone("retell recording_url"),
            secrets.card("retell user"),
            secrets.email("retell word"),
            secrets.card("retell arguments"),
            secrets.iban("retell content"),
            secrets.email("retell call_summary"),
            secrets.email("retell custom_analysis_data"));
  }

  private String elevenLabs() {
    return """
    {"type":"post_call_transcription","event_timestamp":1785500080,"data":{"agent_id":"a",
     "agent_name":"planted","conversation_id":"%s","status":"done","user_id":"%s",
     "transcript":[
      {"role":"user","message":"my card is %s","time_in_call_secs":3},
      {"role":"agent","message":"I write to %s","original_message":"to %s","time_in_call_secs":6,
       "tool_calls":[{"request_id":"r","tool_name":"pay","params_as_json":"{\\"card\\": \\"%s\\"}"}],
       "tool_results":[{"request_id":"r","tool_name":"pay","result_value":"paid by %s",
        "is_error":false}]}],
     "metadata":{"start_time_unix_secs":1785500000,"call_duration_secs":46,
      "feedback":{"type":"rating","rating":4,"comment":"write to %s"},
      "termination_reason":"Client disconnected: %s",
      "phone_call":{"type":"twilio","direction":"inbound","agent_number":"%s","external_number":"%s"}},
     "analysis":{"call_successful":"success","transcript_summary":"The caller is %s.",
      "evaluation_criteria_results":{"polite":{"result":"success","rationale":"wrote to %s"}},
      "data_collection_results":{"mail":{"value":"%s","rationale":"said %s"}}},
     "conversation_initiation_client_data":{"dynamic_variables":{"system__caller_id":"%s"}}}}
    """
        .formatted(
            secrets.phone("elevenlabs conversation_id"),
            secrets.email("elevenlabs user_id"),
            secrets.card("elevenlabs user"),
            secrets.email("elevenlabs agent"),
            secrets.email("elevenlabs original_message"),
            secrets.card("elevenlabs params_as_json"),
            secrets.iban("elevenlabs result_value"),
            secrets.email("elevenlabs comment"),
            secrets.phone("elevenlabs termination_reason"),
            secrets.phone("elevenlabs agent_number"),
            secrets.phone("elevenlabs external_number"),
            secrets.email("elevenlabs transcript_summary"),
            secrets.email("elevenlabs rationale"),
            secrets.email("elevenlabs collected value"),
            secrets.email("elevenlabs collected rationale"),
            secrets.phone("elevenlabs caller_id"));
  }

  private String bolna() {
    return """
    {"messages":[{"role":"user","content":"my card is %s"},
      {"role":"assistant","content":"I write to %s"}],
     "conversation_time":42.0,"call_sid":"%s","hangup_detail":"%s","ended_by_assistant":false,
     "recording_url":"https://x/%s",
     "function_tool_api_call_details":[{"tool_name":"pay","status":"success",
       "runtime_args":{"card":"%s"},"response_body":"paid by %s","headers":{"x-api-key":"%s"}}],
     "latency_dict":{"interruption_stats":{"user_interrupted_agent_count":1}},
     "progression_data":{"messages":[{"role":"user","content":"my card is %s"}],
      "dtmf_events":[{"digits":"%s"}],
      "non_fatal_llm_error_events":[{"error":"could not write to %s"}]}}
    """
        .formatted(
            secrets.card("bolna user"),
            secrets.email("bolna assistant"),
            secrets.phone("bolna call_sid"),
            secrets.email("bolna hangup_detail"),
            secrets.phone("bolna recording_url"),
            secrets.card("bolna arguments"),
            secrets.iban("bolna response"),
            secrets.key("bolna headers"),
            secrets.card("bolna progression"),
            secrets.card("bolna dtmf"),
            secrets.email("bolna error"));
  }

  private String ava() {
    return """
    {"id":"%s","call_id":"%s","caller_number":"%s","caller_name":"%s","called_number":"%s",
     "start_time":"2026-08-01T03:27:30+00:00","end_time":"2026-08-01T03:28:16+00:00",
     "duration_seconds":46.0,"provider_name":"planted","pipeline_name":"planted",
     "outcome":"transferred","transfer_destination":"%s","error_message":"no answer from %s",
     "conversation_history":[{"role":"user","content":"my card is %s"}],
     "tool_calls":[{"name":"pay","params":{"card":"%s"},"result":"paid by %s"}],
     "external_call_id":"%s","external_metadata":{"mail":"%s"}}
    """
        .formatted(
            secrets.phone("ava id"),
            secrets.phone("ava call_id"),
            secrets.phone("ava caller_number"),
            secrets.email("ava caller_name"),
            secrets.phone("ava called_number"),
            secrets.phone("ava transfer_destination"),
            secrets.phone("ava error_message"),
            secrets.card("ava user"),
            secrets.card("ava params"),
            secrets.iban("ava result"),
            secrets.phone("ava external_call_id"),
            secrets.email("ava external_metadata"));
  }
}
