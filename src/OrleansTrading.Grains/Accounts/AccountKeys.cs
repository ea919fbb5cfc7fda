using System.Text.Json;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Grains.Accounts;

/// <summary>Reads an account's keys from its settings or its file. What is said of a defect never holds a key.</summary>
internal static class AccountKeys
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <summary>What is wrong with the keys; null when nothing is.</summary>
    public static string? Defect(AccountOptions account)
    {
        try
        {
            Read(account);
            return null;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }

    /// <exception cref="InvalidDataException">There are none, or they cannot be read; the message says what was expected.</exception>
    public static ApiKeys Read(AccountOptions account)
    {
        if (account.KeyFile is not { Length: > 0 } path)
            return Keys(account.Key, account.Secret, account.Passphrase, "expected Key and Secret, or a KeyFile");
        if (account.Key is not null || account.Secret is not null || account.Passphrase is not null)
            throw new InvalidDataException("expected either a KeyFile or Key and Secret, not both");
        if (!File.Exists(path))
            throw new InvalidDataException($"there is no file '{path}'; expected a JSON file with key and secret");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new InvalidDataException($"'{path}' can be read or changed by others than its owner; expected mode 600 (chmod 600)");
        return ReadFile(path);
    }

    private static ApiKeys ReadFile(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Strict);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
                return Keys(Text(root, "key"), Text(root, "secret"), Text(root, "passphrase"), $"expected key and secret in '{path}'");
        }
        catch (JsonException failure)
        {
            // The parser's own words may quote what it read: only the place is told.
            throw new InvalidDataException($"'{path}' is not JSON (line {failure.LineNumber + 1}); expected an object with key and secret");
        }

        throw new InvalidDataException($"'{path}' is no JSON object; expected one with key and secret");
    }

    private static ApiKeys Keys(string? key, string? secret, string? passphrase, string expected) =>
        string.IsNullOrWhiteSpace(key) || string.IsNullOrWhiteSpace(secret)
            ? throw new InvalidDataException(expected)
            : new ApiKeys(key.Trim(), secret.Trim(), string.IsNullOrWhiteSpace(passphrase) ? null : passphrase.Trim());

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
