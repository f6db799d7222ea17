"""What whoever decides a request sees and answers, at the own desk and at a colleague's:

request_page     one request, with before and after
pictures_box     the pictures that are attached
verdict_box      the reason and the three answers
"""
