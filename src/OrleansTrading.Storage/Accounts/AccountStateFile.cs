using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Storage.Accounts;

/// <summary>
/// What the events of an account have come to, in one file beside them: a line with the format, the number of the last event that is in it, the
/// fingerprint of that event and the checksum of the rest, and then the state. A new one takes the place of the old one whole.
/// </summary>
internal sealed partial class AccountStateFile(string directory, ILogger logger)
{
    private const string Magic = "OTSTATE1";

    private readonly string _path = Path.Combine(directory, "account.state");

    /// <param name="state">What to keep.</param>
    /// <param name="last">The last event that is in it.</param>
    public void Save(AccountBookState state, AccountEvent last)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(state, AccountEventJson.Default.AccountBookState);
        var head = string.Create(CultureInfo.InvariantCulture, $"{Magic} {AccountBookState.Format} {state.Version} {Fingerprint(last)} {Convert.ToHexStringLower(SHA256.HashData(body))}\n");
        var beside = _path + ".new";
        using (var file = File.Create(beside))
        {
            file.Write(Encoding.ASCII.GetBytes(head));
            file.Write(body);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, _path, overwrite: true);
    }

    /// <param name="eventAt">The stored event of a number; null when there is none.</param>
    public AccountBookState? Find(Func<long, AccountEvent?> eventAt)
    {
        if (!File.Exists(_path))
            return null;
        try
        {
            var bytes = File.ReadAllBytes(_path);
            var end = Array.IndexOf(bytes, (byte)'\n');
            if (end < 0 || Encoding.ASCII.GetString(bytes, 0, end).Split(' ') is not [Magic, var format, var version, var fingerprint, var checksum])
                return Unusable("it is harmed");
            if (format != AccountBookState.Format)
                return Unusable("another build of the program has written it");
            var body = bytes.AsSpan(end + 1);
            if (Convert.ToHexStringLower(SHA256.HashData(body)) != checksum)
                return Unusable("it is harmed");
            var state = JsonSerializer.Deserialize(body, AccountEventJson.Default.AccountBookState);
            if (state is null || state.Version.ToString(CultureInfo.InvariantCulture) != version)
                return Unusable("it is harmed");
            return eventAt(state.Version) is { } last && Fingerprint(last) == fingerprint ? state : Unusable("it is of other events than those that are stored");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or NotSupportedException or FormatException)
        {
            return Unusable(failure.Message);
        }
    }

    private static string Fingerprint(AccountEvent happened) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes([happened], AccountEventJson.Default.AccountEventArray)));

    private AccountBookState? Unusable(string reason)
    {
        LogUnusable(logger, _path, reason);
        return null;
    }

    [LoggerMessage(3274, LogLevel.Information, "{File} is not used ({Reason}); all events of the account are read")]
    private static partial void LogUnusable(ILogger logger, string file, string reason);
}
