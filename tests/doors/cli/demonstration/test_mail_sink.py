import smtplib

from holdfast.doors.cli.demonstration.mail_sink import mail_sink


def test_letters_are_taken_and_counted():
    with mail_sink() as sink:
        for _ in range(2):
            with smtplib.SMTP("127.0.0.1", sink.port) as post:
                post.sendmail("a@mail.example", ["b@mail.example"], "Subject: here\r\n\r\nhello")
        assert sink.taken == 2
