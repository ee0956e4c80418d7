# SPDX-License-Identifier: GPL-3.0-or-later
"""A real window on a display of its own (Xvfb), worked through the accessibility tree as a person would:
things are found by role and name, pressed, typed into, and looked at."""
import contextlib
import fnmatch
import os
import shutil
import signal
import subprocess
import tempfile
import time
import warnings

warnings.simplefilter('ignore', DeprecationWarning)


class DeskError(Exception):
    pass


class Desk:
    def __init__(self, command, size='1280x800', env=None):
        self.command, self.size, self.extra = command, size, env or {}
        self.processes = []

    def __enter__(self):
        self.home = tempfile.mkdtemp(prefix='zhibu-desk-')
        home = {name: f'{self.home}/{name.lower()}' for name in
                ('XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME', 'XDG_RUNTIME_DIR')}
        self.env = {**os.environ, **home, 'HOME': self.home, 'GTK_A11Y': 'atspi', 'GDK_BACKEND': 'x11',
                    'GSK_RENDERER': 'cairo', 'GTK_USE_PORTAL': '0', 'LANG': 'C.UTF-8', 'GSETTINGS_BACKEND': 'memory'}
        self.env.pop('WAYLAND_DISPLAY', None)
        os.makedirs(self.env['XDG_RUNTIME_DIR'], 0o700)
        try:
            self._start_display()
            self._start_bus()
            self._start(['metacity', '--no-composite'])
            self.env.update(self.extra)
            os.environ.update({name: self.env[name] for name in ('DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR')})
            self._connect()
            self.app = self._start(self.command, quiet=False)
        except BaseException:
            self.__exit__()
            raise
        return self

    def _start(self, argv, quiet=True, **options):
        if quiet:
            options.setdefault('stdout', subprocess.DEVNULL)
            options.setdefault('stderr', subprocess.DEVNULL)
        process = subprocess.Popen(argv, env=self.env, start_new_session=True, **options)
        self.processes.append(process)
        return process

    def _start_display(self):
        read, write = os.pipe()
        self._start(['Xvfb', '-displayfd', str(write), '-screen', '0', f'{self.size}x24', '-nolisten', 'tcp'],
                    pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as answer:
            display = answer.readline().strip()
        if not display:
            raise DeskError('Xvfb did not start')
        self.env['DISPLAY'] = f':{display}'

    def _start_bus(self):
        bus = self._start(['dbus-daemon', '--session', '--print-address=1', '--nofork'], stdout=subprocess.PIPE)
        self.env['DBUS_SESSION_BUS_ADDRESS'] = bus.stdout.readline().decode().strip()

    def _connect(self):
        import gi
        gi.require_version('Atspi', '2.0')
        from gi.repository import Atspi
        self.atspi = Atspi
        end = time.monotonic() + 10
        while True:
            try:
                Atspi.init()
                Atspi.get_desktop(0).get_child_count()
                return
            except Exception as error:
                if time.monotonic() > end:
                    raise DeskError('the accessibility bus did not start') from error
                time.sleep(0.1)

    def __exit__(self, *_):
        for process in reversed(self.processes):
            if process.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGTERM)
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
        shutil.rmtree(self.home, ignore_errors=True)

    # -- looking ------------------------------------------------------------
    def _walk(self, node, depth=0):
        if node is None or depth > 60:
            return
        yield node
        for i in range(node.get_child_count()):
            yield from self._walk(node.get_child_at_index(i), depth + 1)

    def _showing(self, node):
        """GTK 4.8 marks only windows as showing: what is visible and has a size is."""
        if not node.get_state_set().contains(self.atspi.StateType.VISIBLE) or not node.get_component_iface():
            return False
        box = node.get_component_iface().get_extents(self.atspi.CoordType.WINDOW)
        return box.width > 0 and box.height > 0

    def find(self, role, name):
        desktop = self.atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            root = desktop.get_child_at_index(i)
            with contextlib.suppress(Exception):  # elements come and go while one looks
                for node in self._walk(root):
                    if (role in ('*', node.get_role_name()) and fnmatch.fnmatchcase(node.get_name() or '', name)
                            and self._showing(node)):
                        return node
        return None

    def wait(self, role, name, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.app.poll() is not None:
                raise DeskError(f'the program ended with status {self.app.returncode}')
            node = self.find(role, name)
            if node is not None:
                return node
            time.sleep(0.1)
        raise DeskError(f'nothing shows as {role!r} {name!r}')

    def wait_gone(self, role, name, seconds=20):
        end = time.monotonic() + seconds
        while self.find(role, name) is not None:
            if time.monotonic() > end:
                raise DeskError(f'{role!r} {name!r} does not go')
            time.sleep(0.1)

    def shot(self, path):
        time.sleep(0.5)
        subprocess.run(['import', '-window', 'root', path], env=self.env, check=True)

    # -- doing --------------------------------------------------------------
    def click(self, role, name):
        node = self.wait(role, name)
        if node.get_n_actions() == 0 or not node.do_action(0):
            raise DeskError(f'{role!r} {name!r} cannot be pressed')
        time.sleep(0.2)

    def type(self, role, name, text):
        if not self.wait(role, name).set_text_contents(text):
            raise DeskError(f'{role!r} {name!r} takes no text')
        time.sleep(0.2)

    def key(self, keys):
        subprocess.run(['xdotool', 'key', '--clearmodifiers', keys], env=self.env, check=True)
        time.sleep(0.2)

    def keys(self, text):
        """Letter by letter, into whatever has the focus."""
        subprocess.run(['xdotool', 'type', '--delay', '5', text], env=self.env, check=True)
        time.sleep(0.3)

    def _active_window(self, seconds=20):
        """Where the active window is; for a moment after another closed there is none."""
        end = time.monotonic() + seconds
        while True:
            run = subprocess.run(['xdotool', 'getactivewindow', 'getwindowgeometry', '--shell'], env=self.env,
                                 capture_output=True, text=True)
            if run.returncode == 0:
                at = dict(line.split('=', 1) for line in run.stdout.split())
                return int(at['X']), int(at['Y'])
            if time.monotonic() > end:
                raise DeskError('no window is active')
            visible = subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', 'zhibu'], env=self.env,
                                     capture_output=True, text=True).stdout.split()
            for window in reversed(visible):
                subprocess.run(['xdotool', 'windowactivate', window, 'windowfocus', window], env=self.env,
                               capture_output=True)
            time.sleep(0.3)

    def _middle(self, role, name):
        left, top = self._active_window()
        box = self.wait(role, name).get_component_iface().get_extents(self.atspi.CoordType.WINDOW)
        return left + box.x + box.width // 2, top + box.y + box.height // 2

    def press(self, role, name, double=False):
        x, y = self._middle(role, name)
        subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', *(['--repeat', '2', '--delay', '60'] if double else []), '1'],
                       env=self.env, check=True)
        time.sleep(0.3)

    def drag(self, role, name, to_role, to_name):
        """With the pointer, in steps as a hand moves."""
        (x, y), (to_x, to_y) = self._middle(role, name), self._middle(to_role, to_name)

        def mouse(*words):
            subprocess.run(['xdotool', *map(str, words)], env=self.env, check=True)
            time.sleep(0.05)

        mouse('mousemove', x, y)
        mouse('mousedown', 1)
        for i in range(1, 11):
            mouse('mousemove', x + (to_x - x) * i // 10, y + (to_y - y) * i // 10)
        time.sleep(0.3)
        mouse('mouseup', 1)
        time.sleep(0.3)

    def drop(self, command, role, name):
        """Files out of another program's window (which `command` opens) onto something of ours."""
        to_x, to_y = self._middle(role, name)
        other = self._start(command)
        end = time.monotonic() + 10
        while True:
            found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', 'offer-files'], env=self.env,
                                   capture_output=True, text=True).stdout.split()
            if found:
                break
            if time.monotonic() > end:
                raise DeskError('the other program did not start')
            time.sleep(0.1)

        x, y = int(self.size.split('x')[0]) - 200, 60

        def mouse(*words):
            subprocess.run(['xdotool', *map(str, words)], env=self.env, check=True)
            time.sleep(0.1)

        mouse('windowmove', '--sync', found[0], x, y)
        time.sleep(0.5)
        mouse('mousemove', x + 80, y + 60)
        mouse('mousedown', 1)
        for i in range(1, 16):
            mouse('mousemove', x + 80 + (to_x - x - 80) * i // 15, y + 60 + (to_y - y - 60) * i // 15)
        time.sleep(0.5)
        mouse('mouseup', 1)
        time.sleep(1)
        os.killpg(other.pid, signal.SIGTERM)
        time.sleep(0.5)

    def tree(self):
        lines = []

        def show(node, depth):
            with contextlib.suppress(Exception):
                lines.append(f"{'  ' * depth}{node.get_role_name()} {node.get_name()!r}{'' if self._showing(node) else ' (hidden)'}")
            with contextlib.suppress(Exception):
                for i in range(node.get_child_count()):
                    show(node.get_child_at_index(i), depth + 1)

        desktop = self.atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            show(desktop.get_child_at_index(i), 0)
        return '\n'.join(lines)
