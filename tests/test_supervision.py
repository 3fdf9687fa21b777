"""Workers end with their supervisor and when it tells them to, whatever they are at."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from localism.supervision import SUPERVISOR
from tests.processes import await_end, await_text

PROJECT = Path(__file__).resolve().parent.parent


def status_after_a_stop(program: str, environment: dict[str, str] | None = None) -> int:
    """The exit status of a program that is told to stop as soon as it says that it is ready."""
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env=os.environ | (environment or {}),
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout.readline() == b"ready\n"
        process.terminate()
        try:
            return process.wait(timeout=20)
        finally:
            process.kill()


def test_a_worker_ends_with_a_supervisor_that_was_killed(tmp_path):
    worker = (
        "import os, time, localism.supervision as s; s.follow_supervisor();"
        f"open({str(tmp_path / 'worker')!r}, 'w').write(str(os.getpid())); time.sleep(30)"
    )
    supervisor = (
        f"import os, subprocess, sys; os.environ[{SUPERVISOR!r}] = str(os.getpid());"
        f"subprocess.run([sys.executable, '-c', {worker!r}])"
    )
    process = subprocess.Popen([sys.executable, "-c", supervisor], cwd=PROJECT)
    pid = int(await_text(tmp_path / "worker"))
    process.kill()
    process.wait()
    assert await_end(pid)


def test_a_worker_that_still_loads_is_stopped_at_once(tmp_path):
    """It has the handlers of its supervisor until it has its own."""
    supervisor = f"""if True:
        import os, signal, time
        from localism.supervision import let_forks_be_stopped
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, lambda *_: None)
        let_forks_be_stopped()
        worker = os.fork()
        if not worker:
            os.killpg(os.getpgid(os.getppid()), signal.SIGINT)  # not for workers
            time.sleep(0.2)
            open({str(tmp_path / "worker")!r}, "w").write(str(os.getpid()))
            time.sleep(30)
        print(os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]))
    """
    with subprocess.Popen(
        [sys.executable, "-c", supervisor],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        os.kill(int(await_text(tmp_path / "worker")), signal.SIGTERM)
        assert process.communicate(timeout=20) == (f"{-signal.SIGTERM}\n", None)
    assert process.returncode == 0


def test_a_web_worker_that_misses_its_stop_ends_all_the_same():
    worker = """if True:
        import signal, threading
        from localism import supervision
        supervision.PATIENCE = 0.2
        signal.signal(signal.SIGTERM, lambda *_: None)
        supervision.end_when_told()
        print("ready", flush=True)
        threading.Event().wait()
    """
    assert status_after_a_stop(worker, {SUPERVISOR: str(os.getpid())}) == 0


def test_a_stop_is_heeded_while_the_main_thread_sleeps():
    """Another thread takes the signal, so that nothing wakes the main one."""
    program = """if True:
        import os, signal, threading
        from localism.supervision import heed_stops
        stopping = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: None)
        threading.Thread(target=threading.Event().wait, daemon=True).start()
        heed_stops(stopping.set)
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
        print("ready", flush=True)
        stopping.wait()
        os._exit(3)
    """
    assert status_after_a_stop(program) == 3


def test_the_desk_worker_does_not_begin_for_a_supervisor_that_has_gone():
    outcome = subprocess.run(
        [sys.executable, "-m", "localism.worker"],
        cwd=PROJECT,
        env=os.environ | {SUPERVISOR: "1"},
        capture_output=True,
        timeout=30,
    )
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, b"", b"")
