"""What one thread prints, while others print where they did before."""

import threading

from helpers.display.thread_output import captured_in_this_thread


def test_only_the_own_thread_is_captured(capsys):
    with captured_in_this_thread() as printed:
        print("mine")
        other = threading.Thread(target=print, args=("another's",))
        other.start()
        other.join()
    print("after")
    assert printed.getvalue() == "mine\n"
    assert capsys.readouterr().out == "another's\nafter\n"
