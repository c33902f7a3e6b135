# Completion of voice-agent-exporter(1) for bash.
# shellcheck shell=bash

_voice_agent_exporter() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local path='' words='' i
  # "=" is a word of its own where COMP_WORDBREAKS has it, as it has unless told otherwise.
  if [ "$word" = = ]; then
    word=''
  elif [ "$before" = = ]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  COMPREPLY=()
  case $before in
    --config | --config.file | --diff | --web.config.file | --ca | --password-file | --prices | --output | --file)
      mapfile -t COMPREPLY < <(compgen -f -- "$word")
      compopt -o filenames
      return
      ;;
    --sessions | --state)
      mapfile -t COMPREPLY < <(compgen -d -- "$word")
      compopt -o filenames
      return
      ;;
    --log.format)
      mapfile -t COMPREPLY < <(compgen -W 'logfmt json' -- "$word")
      return
      ;;
    --log.level)
      mapfile -t COMPREPLY < <(compgen -W 'debug info warn error' -- "$word")
      return
      ;;
    --format)
      mapfile -t COMPREPLY < <(compgen -W 'text json table csv' -- "$word")
      return
      ;;
    --export)
      mapfile -t COMPREPLY < <(compgen -W 'csv json parquet' -- "$word")
      return
      ;;
    --by)
      mapfile -t COMPREPLY < <(compgen -W 'pipeline_name provider_id model_variant hour day component provider model' -- "$word")
      return
      ;;
    --severity)
      mapfile -t COMPREPLY < <(compgen -W 'info warning critical' -- "$word")
      return
      ;;
    --window | --user | --reason | --listen | --web.listen-address | --url | --limit | --pipeline | --rate | --calls | --seed | --caller | --region | --top | --field | --from | --to | --effective-from | --provider | --model | --interval | --count | --metric | --threshold | --min-calls | --webhook | --command | --days | --before | --after | --max-rows | --timeout | --memory) return ;;
  esac
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      serve | check | report | purge | sample-burst | forget | backfill | lake | verify | compact | restore | manifest | hold | sql | caller | hash | demo | orchestrator-log | kpi | monitor-session | live | analytics-report | export | threshold-alert | watch | business-dashboard | dashboard | compare | config | rules | catalog | session | web | latest | summary | patch | effects | cost | prices | import)
        path+=${path:+ }${COMP_WORDS[i]}
        ;;
    esac
  done
  case $path in
    '') words='serve check report purge sample-burst forget backfill lake sql caller orchestrator-log kpi monitor-session live analytics-report export threshold-alert watch business-dashboard dashboard compare prices demo --help --version' ;;
    serve) words='--config= --config.file= --listen= --log.format= --log.level= --sessions= --state= --web.config.file= --web.listen-address= --help --version' ;;
    check) words='config rules catalog session web --help --version' ;;
    report) words='latest summary patch effects cost --help --version' ;;
    'report latest') words='--ca= --format= --limit= --password-file= --pipeline= --sessions= --url= --user= --help --version' ;;
    'report summary') words='--ca= --format= --password-file= --sessions= --url= --user= --window= --help --version' ;;
    'report patch') words='--all --ca= --diff= --field= --password-file= --sessions= --severity= --top= --url= --user= --help --version' ;;
    'report effects') words='--ca= --format= --password-file= --sessions= --url= --user= --help --version' ;;
    'report cost') words='--by= --from= --prices= --reconcile --sessions= --to= --help --version' ;;
    prices) words='import check --help --version' ;;
    'prices import')
      if [[ $word != -* ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        compopt -o filenames
        return
      fi
      words='--effective-from= --output= --help --version'
      ;;
    demo) words='--backlog --calls= --catalog= --config= --event-rate= --events= --history= --rate= --seed= --sessions= --help --version' ;;
    forget) words='--caller= --config= --region= --sessions= --state= --verify --help --version' ;;
    caller) words='hash --help --version' ;;
    'caller hash') words='--config= --region= --sessions= --state= --help --version' ;;
    orchestrator-log | kpi) words='--by= --format= --metrics --from= --model= --pipeline= --provider= --to= --ca= --password-file= --sessions= --url= --user= --help --version' ;;
    monitor-session | live) words='--count= --interval= --live --stats --ca= --password-file= --sessions= --url= --user= --help --version' ;;
    analytics-report | export) words='--by= --export= --output= --from= --model= --pipeline= --provider= --to= --ca= --password-file= --sessions= --url= --user= --help --version' ;;
    threshold-alert | watch) words='--above --below --command= --interval= --metric= --min-calls= --once --pipeline= --threshold= --webhook= --window= --ca= --password-file= --sessions= --url= --user= --help --version' ;;
    business-dashboard | dashboard) words='--days= --html --output= --ca= --password-file= --sessions= --url= --user= --help --version' ;;
    compare) words='--after= --before= --format= --ca= --password-file= --sessions= --url= --user= --help --version' ;;
    lake) words='export verify compact restore manifest hold --help --version' ;;
    'lake export') words='--config= --sessions= --state= --table= --to= --with-today --help --version' ;;
    'lake verify') words='--config= --sessions= --state= --help --version' ;;
    'lake compact') words='--config= --dry-run --sessions= --state= --help --version' ;;
    'lake restore') words='--config= --in-place --sessions= --state= --to= --help --version' ;;
    'lake manifest') words='--config= --format= --sessions= --state= --help --version' ;;
    'lake hold') words='--config= --reason= --release --sessions= --state= --help --version' ;;
    sql) words='--config= --file= --format= --max-rows= --memory= --sessions= --state= --timeout= --help --version' ;;
    sample-burst) words='--config= --for= --sessions= --state= --help --version' ;;
    purge) words='--config= --dry-run --sessions= --state= --trust-clock --help --version' ;;
    backfill)
      if [[ $word != -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W 'vapi retell elevenlabs --help --version' -- "$word"; compgen -f -- "$word")
        compopt -o filenames
        return
      fi
      words='--config= --dry-run --sessions= --state= --help --version'
      ;;
    'check catalog')
      if [[ $word != -* ]]; then
        mapfile -t COMPREPLY < <(compgen -d -- "$word")
        compopt -o filenames
        return
      fi
      words='--generated= --write --help --version'
      ;;
    'check config' | 'check rules' | 'check session' | 'check web' | 'prices check')
      if [[ $word != -* ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        compopt -o filenames
        return
      fi
      words='--help --version'
      ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  # The value of an option follows it without a space.
  if [ "${#COMPREPLY[@]}" -eq 1 ] && [[ ${COMPREPLY[0]} == *= ]]; then
    compopt -o nospace
  fi
}
complete -F _voice_agent_exporter voice-agent-exporter
