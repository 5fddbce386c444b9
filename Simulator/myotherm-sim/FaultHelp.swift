/// How to write a fault, for the help of the commands that take one.
enum FaultHelp {
    static let text = """
        A fault is a list of parts between commas:
          at=20s            begins so long after the device's start, else at once
          at=run+20s        the same, after its first run of a program
          for=500ms         lasts so long, else for ever
        and one of these, each with zone=N (0 to 3):
          contact=open|short|lead|PERMILLE|lifting:PERMILLE/MIN|drying:PERMILLE/MIN|bridged:MILLIOHMS
          centre=open|short|stuck|detached|offset:MILLIKELVIN|frozen:MILLICELSIUS|drift:MILLIKELVIN/MIN|
                 noise:MILLIKELVIN|swapped:ZONE
          edge=...          as centre
          heat=MILLICELSIUS
          weld=MILLIWATTS[:first|second|either]   with the shut-off that still cuts it
          power=PERMILLE    what the RF stage gives of what it is told
          ripple=PERMILLE   the peaks of what the RF stage gives, over its mean
          detector=PERMILLE what the RF detector reads of what flows
          meter=frozen      impedances are not measured any more
        or one of the whole device:
          button            pressed for 200 ms, or as 'for' says
          button=held
          stuck=first|second|both
          pulses=PERMILLE   imbalance=PERMILLE   missing=PERMILLE|every:N
          reference=MILLIKELVIN/MIN              return=first|second:PERMILLE
          pickup=MILLIKELVIN/W
          clock=TIME        the device's clock jumps, such as 250ms or -250ms
          reset             hang                 unplug[=NAME]
          lease             the firmware keeps no lease and asks for none
        or one of the line, with way=device or way=host for one way only; rates in millionths of the bytes:
          drop=RATE   flip=RATE   duplicate=RATE   insert=RATE   burst=TIME:RATE   split=TIME:RATE
        Exactly one thing breaks in each, such as at=20s,zone=1,contact=open.
        """
}
