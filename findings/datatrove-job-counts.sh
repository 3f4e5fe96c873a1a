#!/usr/bin/env bash
# datatrove: where a job of Slurm runs several tasks, its statistics count the documents of the first ones again.
#
# One would expect stats.json to say how many documents were read and how many a filter dropped, for what reason. With
# tasks_per_job above 1 the steps of a job keep their counts from task to task, so that the second task's has those of
# the first, and the sum of all tasks counts the first ones once more for each task behind them. Nothing tells.
# Why it matters: articles without a quotation, or that failed, are told by these counts alone. Here Slurm's commands
# are stand-ins that run the job at once; datatrove writes the job, and its own command merges the counts.
# Seen in datatrove 0.10.1. Instead: count what was written, or run a task a job. A step of one's own begins its run
# with self.stats = Stats(str(self)).
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='datatrove==0.10.1 orjson==3.13.0 regex==2026.11.19'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
read: 3
without quotation marks: 1
END
cat > recorded <<'END'
read: 6
without quotation marks: 3
END
export PATH="$folder/bin:$folder/venv/bin:$PATH"
mkdir bin in
cat > bin/sbatch <<'END'
#!/usr/bin/env bash
SLURM_ARRAY_TASK_ID=0 SLURM_NODELIST=here bash "${@: -1}" >&2
echo Submitted batch job 1
END
printf '#!/usr/bin/env bash\nshift 3\nexec "$@"\n' > bin/srun  # -l -n 1
printf '#!/usr/bin/env bash\necho here\n' > bin/scontrol
chmod +x bin/*
echo '{"id": "a", "text": "Nobody spoke."}' > in/a.jsonl
echo '{"id": "b", "text": "“We wait,” said Ada Quill."}' > in/b.jsonl
echo '{"id": "c", "text": "“We left,” said Bo Renn."}' > in/c.jsonl
venv/bin/python > seen 2> log - <<'END' || { cat log; exit 1; }
import json

from datatrove.executor import SlurmPipelineExecutor
from datatrove.pipeline.filters import LambdaFilter
from datatrove.pipeline.readers import JsonlReader

steps = [JsonlReader("in"), LambdaFilter(lambda document: "“" in document.text)]
SlurmPipelineExecutor(steps, tasks=3, tasks_per_job=3, time="1:00:00", partition="cpu", logging_dir="logs").run()
with open("logs/stats.json") as file:
    counts = json.load(file)[1]["stats"]
for name, words in (("total", "read"), ("dropped", "without quotation marks")):
    count = counts[name]
    print(f"{words}: {count['total'] if isinstance(count, dict) else count}")
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
