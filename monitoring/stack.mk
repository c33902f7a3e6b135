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

monitor-down: ## stop them; the daemon and all data stay
	@$(STACK) down $(if $(ALL),--all)

monitor-status: ## say what of the stack is ready, and where
	@$(STACK) status

monitor-logs: ## follow what the stack says
	@$(STACK) logs

monitor-update: ## fetch the pinned images again, build the daemon, and start what is new
	@$(STACK) update

monitor-clean: ## delete calls the retention policy does not keep, and old configuration snapshots; never data of the stack
	@CLEAN_DAYS=$(CLEAN_DAYS) DRY_RUN=$(DRY_RUN) $(STACK) clean

monitor-open: ## open the dashboards
	@$(STACK) open
