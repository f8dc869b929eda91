"""Calendar files from elsewhere: read in a process of their own, with nothing kept but times.

Whatever a file holds, it can cost no more than a few seconds, some memory and a sentence.
"""
