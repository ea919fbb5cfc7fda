namespace OrleansTrading.Grains.Alerting;

/// <summary>How a mail server is spoken to.</summary>
public enum SmtpSecurity
{
    /// <summary>Encrypted from STARTTLS on; a server that does not offer it gets nothing.</summary>
    StartTls,

    /// <summary>In the clear: for a mail server on the same machine.</summary>
    None,
}
