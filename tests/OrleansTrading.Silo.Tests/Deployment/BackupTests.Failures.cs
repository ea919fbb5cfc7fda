using Npgsql;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>Backups that cannot be made.</summary>
public sealed partial class BackupTests
{
    [Fact]
    public async Task Backup_OfADatabaseThatIsNotThere_LeavesNothingBehind()
    {
        var nowhere = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()) { Database = "absent" }.ToString();
        var result = await _docker.RunAsync("backup.sh", ["--direct", "--to", _backups.Path], Variables(nowhere));
        result.ExitCode.ShouldBe(1);
        result.Errors.ShouldContain("nothing was kept");
        Directory.EnumerateFileSystemEntries(_backups.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("pg_dump", "echo half; exit 1", "pg_dump failed")]
    [InlineData("psql", "echo $RANDOM:$RANDOM", "during each of five attempts")]
    public async Task Backup_ThatDoesNotComeToItsEnd_LeavesNothingBehind(string program, string does, string told)
    {
        var database = await FilledAsync();
        _docker.Play(program, does);
        var result = await _docker.RunAsync("backup.sh", ["--direct", "--to", _backups.Path], Variables(database));
        result.ExitCode.ShouldBe(1);
        result.Errors.ShouldContain(told);
        Directory.EnumerateFileSystemEntries(_backups.Path).ShouldBeEmpty();
    }
}
