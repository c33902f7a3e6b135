# The optional monitoring stack: `include monitoring/stack.mk`.
# Settings: MODE (docker, or native without containers), ALL (monitor-down: the daemon, too), CLEAN_DAYS and
# DRY_RUN (monitor-clean), YES (setup: ask nothing); .env.example has those of the stack itself.

STACK := $(if $(MODE),MONITORING_MODE=$(MODE) )scripts/monitoring/stack

.PHONY: setup monitor-up monitor-down monitor-status monitor-logs monitor-update monitor-clean monitor-open

setup: ## set up dashboards and alerts around the daemon, step by step
	@scripts/setup_monitoring $(if $(MODE),--mode $(MODE)) $(if $(YES),--yes)

monitor-up: ## start Prometheus, Alertmanager and Grafana (MODE=native: the programs of the system)
	@$(STACK) up
	@$(STACK) pages

monitor-down: ## stop them; the daemon keeps running, and all data stays
	@$(STACK) down $(if $(ALL),--all)

monitor-status: ## show which parts are ready, and their addresses
	@$(STACK) status

monitor-logs: ## follow the logs of the stack
	@$(STACK) logs

monitor-update: ## fetch the pinned images again, build the daemon, and restart what is new
	@$(STACK) update

monitor-clean: ## delete old calls by the retention policy, and old configuration snapshots; never the stack's data
	@CLEAN_DAYS=$(CLEAN_DAYS) DRY_RUN=$(DRY_RUN) $(STACK) clean

monitor-open: ## open the dashboards
	@$(STACK) open
