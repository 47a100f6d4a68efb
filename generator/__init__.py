"""stillstats: event files in, a folder that any static host serves out.

The house has floors. A module imports from its own package and from lower floors only;
modules beside each other on one floor do not know each other. A test reads this list.

    cli                                             the door: arguments in, exit code out; the only place that prints
    pipeline | serve | check | init | diff          a whole journey each
    hosts                                           documents -> what a given static host needs
    mirrors | periods | pages                       rows -> documents
    charts                                          rows -> SVG or PNG bytes
    stats                                           events -> rows
    events                                          source files -> tables
    config                                          config.yaml -> Config
    corrections                                     corrections.yaml -> Corrections
    config_columns                                  which columns of a CSV config.yaml says are what
    config_periods                                  which periods config.yaml names
    trees | swap | tree_writer                      a tree: its files, its manifest; how it takes its place; making it
    caseless                                        names in whatever case -> path segments
    config_nouns                                    what is counted, in words
    config_values | yaml_file                       what config.yaml may say; a YAML file -> data that knows its lines
    log_notation                                    log_format: of config.yaml -> what a line of the log is
    tones                                           a site's one colour -> all of its colours
    queries | ranges | paths | documents | schemas | interrupts  the small pieces that everything above is made of
    worker                                          a process that works for another one
    on_demand                                       packages whose names are imported when they are asked for
    one_line | letters | period_names               names on one line; letters on every Python; names of periods
    errors                                          what can go wrong, and what to do about it
"""

__version__ = "0.1.0"
