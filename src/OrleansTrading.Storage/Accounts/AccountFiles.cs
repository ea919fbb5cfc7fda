using System.Globalization;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Storage.Accounts;

/// <summary>All files of one account, each named after its first event. One operation at a time: whoever works on it holds <see cref="Gate"/>.</summary>
internal sealed class AccountFiles(string account, string directory, long largest, ILogger logger)
{
    private const string Extension = ".events";

    private List<AccountFile>? _files;

    /// <summary>The file that was read last: who reads on finds where its frames lie.</summary>
    private AccountFile? _reading;

    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Appends events; answers the number of the last.</summary>
    /// <param name="after">The number that they follow.</param>
    /// <param name="events">What is stored, as one.</param>
    /// <param name="written">Told of the file that was written.</param>
    /// <exception cref="AccountConflictException">The last stored event is another.</exception>
    public long Append(long after, IReadOnlyList<AccountEvent> events, Action<AccountFile> written)
    {
        var files = Files();
        var last = Last();
        if (last != after)
            throw new AccountConflictException(account, after, last);
        if (files.Count == 0 || files[^1].Size >= largest)
        {
            if (files.Count > 0)
                files[^1].Unload();
            files.Add(Make(last + 1));
        }

        files[^1].Append(last + 1, events);
        written(files[^1]);
        return last + events.Count;
    }

    public IReadOnlyList<StoredAccountEvent> Read(long after, int limit)
    {
        var (files, found) = (Files(), new List<StoredAccountEvent>());
        for (var i = 0; i < files.Count && found.Count < limit; i++)
        {
            if (i + 1 < files.Count && files[i + 1].First <= after + 1)
                continue;
            files[i].Read(after, limit, IsNewest(i), found);
            LetGo(i);
        }

        // Two files that do not follow each other show here, and not as a silent gap.
        for (var i = 1; i < found.Count; i++)
        {
            if (found[i].Version != found[i - 1].Version + 1)
                throw new InvalidDataException($"Event {found[i - 1].Version + 1} of account '{account}' is missing in '{directory}'; restore the file from a backup.");
        }

        return found;
    }

    public IReadOnlyList<StoredAccountEvent> ReadBack(long before, int limit)
    {
        var (files, found) = (Files(), new List<StoredAccountEvent>());
        for (var i = files.Count - 1; i >= 0 && found.Count < limit; i--)
        {
            if (files[i].First >= before)
                continue;
            files[i].ReadBack(before, limit, IsNewest(i), found);
            LetGo(i);
        }

        return found;
    }

    /// <summary>What the events have come to; written by one at a time, whoever holds the gate meanwhile.</summary>
    public AccountStateFile State { get; } = new(directory, logger);

    public AccountBookState? FindState() => State.Find(EventAt);

    /// <summary>The stored event of a number; null when there is none.</summary>
    public AccountEvent? EventAt(long number) => number >= 1 && Read(number - 1, 1) is [var stored] && stored.Version == number ? stored.Event : null;

    /// <summary>Number of the last stored event; 0 when there is none.</summary>
    public long Last() => Files() is [.., var newest] ? newest.LastOf(isNewest: true) : 0;

    private bool IsNewest(int file) => file == _files!.Count - 1;

    private void LetGo(int file)
    {
        if (_reading is { } before && before != _files![file] && before != _files[^1])
            before.Unload();
        _reading = _files![file];
    }

    private List<AccountFile> Files()
    {
        if (_files is not null)
            return _files;
        var numbers = new List<long>();
        if (Directory.Exists(directory))
        {
            foreach (var file in Directory.EnumerateFiles(directory, "*" + Extension))
            {
                if (long.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                    numbers.Add(number);
            }
        }

        numbers.Sort();
        return _files = [.. numbers.Select(Make)];
    }

    private AccountFile Make(long first) =>
        new(Path.Combine(directory, first.ToString("D12", CultureInfo.InvariantCulture) + Extension), account, first, logger);
}
