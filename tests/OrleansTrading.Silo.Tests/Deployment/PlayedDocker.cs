using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>
/// Scripts of deploy/ run in an installation of their own, with a <c>docker</c> that notes what it is asked to do. What is to be run in the
/// database's container it runs on this machine, against the database that the test names.
/// </summary>
internal sealed class PlayedDocker : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public PlayedDocker()
    {
        var program = Path.Combine(Directory.CreateDirectory(Path.Combine(_directory.Path, "bin")).FullName, "docker");
        File.WriteAllText(program, """
            #!/usr/bin/env bash
            echo "$*" >> "$PLAYED_DOCKER/asked"
            [ -f "$PLAYED_DOCKER/output" ] && cat "$PLAYED_DOCKER/output"
            [[ " $* " == *' exec -T database '* ]] || exit 0
            while [ "$1" != database ]; do shift; done
            program=$2
            words=()
            for word in "${@:3}"; do
              [[ $word == --username=* || $word == --dbname=* ]] || words+=("$word")
            done
            [ "$program" = pg_restore ] && [[ " ${words[*]} " != *' --list '* && " ${words[*]} " != *' --file=- '* ]] && words=(--dbname="$PGDATABASE" "${words[@]}")
            exec "$program" "${words[@]}"
            """.ReplaceLineEndings("\n"));
        Tool.MakeExecutable(program);
    }

    /// <summary>Puts a program before the one of the same name, which it reaches behind the first directory of PATH.</summary>
    public void Play(string program, string script)
    {
        var path = Path.Combine(_directory.Path, "bin", program);
        File.WriteAllText(path, $"#!/usr/bin/env bash\n{script}\n".ReplaceLineEndings("\n"));
        Tool.MakeExecutable(path);
    }

    public void StopPlaying(string program) => File.Delete(Path.Combine(_directory.Path, "bin", program));

    public string Root => _directory.Path;

    /// <summary>What docker was asked, in order, without the directory of the project.</summary>
    public IReadOnlyList<string> Asked => File.Exists(Path.Combine(Root, "asked"))
        ? [.. File.ReadLines(Path.Combine(Root, "asked")).Select(line => string.Join(' ', line.Split(' ').Where((_, at) => at is not (1 or 2))))]
        : [];

    /// <summary>What docker is to print.</summary>
    public void Answer(string output) => File.WriteAllText(Path.Combine(Root, "output"), output);

    public Task<ToolResult> RunAsync(string script, IEnumerable<string> words, IReadOnlyDictionary<string, string>? environment = null)
    {
        var all = new Dictionary<string, string>(environment ?? new Dictionary<string, string>())
        {
            ["PATH"] = $"{Path.Combine(Root, "bin")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["PLAYED_DOCKER"] = Root,
            ["ORLEANS_TRADING_ROOT"] = Root,
        };
        return Tool.RunAsync("bash", [Repository.PathOf("deploy", script), .. words], environment: all);
    }

    public void Dispose() => _directory.Dispose();
}
