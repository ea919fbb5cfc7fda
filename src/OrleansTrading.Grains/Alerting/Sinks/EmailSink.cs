using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting.Sinks;

/// <summary>Sends plain text over SMTP. <c>Message-ID</c> is the same at every attempt, by which mail servers and readers know copies.</summary>
internal sealed class EmailSink(AlertRouteOptions route, string? password) : IAlertSink
{
    public async Task<DeliveryFailure?> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var mail = Write(message);
        using var client = new SmtpClient(route.Host, route.Port) { EnableSsl = route.Security == SmtpSecurity.StartTls };
        if (!string.IsNullOrEmpty(route.User))
            client.Credentials = new NetworkCredential(route.User, password);
        try
        {
            await client.SendMailAsync(mail, cancellationToken).WaitAsync(cancellationToken);
            return null;
        }
        catch (SmtpFailedRecipientException failure) when (FailedOf(failure).Length < mail.To.Count)
        {
            // The server has taken the mail for the others: they must not get it again.
            return null;
        }
        catch (SmtpException failure)
        {
            return new DeliveryFailure(Describe(failure));
        }
    }

    public void Dispose()
    {
    }

    internal MailMessage Write(OutgoingMessage message)
    {
        var from = new MailAddress(route.From!);
        var mail = new MailMessage
        {
            From = from,
            Subject = MessageText.SubjectOf(message),
            SubjectEncoding = Encoding.UTF8,
            Body = string.Join("\r\n", message.Lines.Select(MessageText.LineOf).Concat(MessageText.RemarksOf(message, leftOut: 0))) + "\r\n",
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        foreach (var address in AlertingOptions.Split(route.To))
            mail.To.Add(new MailAddress(address));
        mail.Headers.Add("Message-ID", $"<{message.Id}.{message.Route}@{from.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    /// <remarks>The server's own words may hold addresses, so its code has to do.</remarks>
    private static string Describe(SmtpException failure) =>
        failure is SmtpFailedRecipientException refused ? Describe(FailedOf(refused)[0].StatusCode, failure) : Describe(failure.StatusCode, failure);

    private static SmtpFailedRecipientException[] FailedOf(SmtpFailedRecipientException failure) =>
        failure is SmtpFailedRecipientsException { InnerExceptions.Length: > 0 } several ? several.InnerExceptions : [failure];

    private static string Describe(SmtpStatusCode status, SmtpException failure) => (status, failure.GetBaseException()) switch
    {
        (_, SocketException socket) => $"no connection to the mail server ({socket.SocketErrorCode})",
        (_, System.Security.Authentication.AuthenticationException) => "the mail server's certificate is not to be trusted",
        (SmtpStatusCode.GeneralFailure, IOException) => "the mail server broke off",
        (SmtpStatusCode.GeneralFailure, _) => "the mail server could not be spoken to; it may lack STARTTLS",
        var (code, _) => $"SMTP {(int)code} {code}",
    };
}
